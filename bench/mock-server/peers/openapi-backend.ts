/** openapi-backend behind express, validating requests and answering with its mocks. */
import express from 'express';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { packagePath } from '../../../package-root.ts';

const { OpenAPIBackend } = createRequire(packagePath('bench', 'peers', 'package.json'))('openapi-backend');
const api = new OpenAPIBackend({ definition: process.argv[2], quick: true });
api.register({
  notFound: (_context: unknown, _request: express.Request, response: express.Response) => response.status(404).end(),
  validationFail: (context: { validation: { errors: unknown } }, _request: express.Request, response: express.Response) =>
    response.status(422).json(context.validation.errors),
  notImplemented: (context: { operation: { operationId: string } }, _request: express.Request, response: express.Response) => {
    const { status, mock } = api.mockResponseForOperation(context.operation.operationId);
    return response.status(status).json(mock);
  },
});
await api.init();
const app = express();
app.use(express.json());
app.use((request, response) => api.handleRequest(request, request, response));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
