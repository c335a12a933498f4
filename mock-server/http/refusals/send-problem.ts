import type { ServerResponse } from 'node:http';
import { sendAnswer } from '../send-answer.ts';
import type { Refusal } from './problem.ts';
import { writeProblem } from './write-problem.ts';

/** Sends a refusal as plain problem details; does nothing when the answer has already begun. */
export function sendProblem(response: ServerResponse, refusal: Refusal): void {
  sendAnswer(response, writeProblem(refusal));
}
