import type { OnCall } from '../callbacks/callbacks.ts';
import type { CompiledContract } from '../../registry/contract/index.ts';
import { consumerOf } from './consumer-of.ts';
import type { Caller } from './consumer-of.ts';
import type { UseRecorder } from './use-recorder.ts';

/** Notes the callbacks of a request as what its sender reads. */
export function recordCalls(recorder: UseRecorder, contractId: string, { contract }: CompiledContract, request: Caller): OnCall {
  return (operation, call) => recorder.noteCall(contractId, contract, consumerOf(contract, request), operation, call);
}
