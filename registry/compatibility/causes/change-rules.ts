import type { ChangeRule } from './change-rule.ts';
import { ALTERNATIVE_RULES } from './kinds/alternative.ts';
import { BINDING_RULES } from './kinds/binding.ts';
import { CALLBACK_RULES } from './kinds/callback.ts';
import { CHANNEL_RULES } from './kinds/channel.ts';
import { CODEGEN_RULES } from './kinds/codegen.ts';
import { ENUM_RULES } from './kinds/enum.ts';
import { ITEMS_RULES } from './kinds/items.ts';
import { LIMIT_RULES } from './kinds/limit.ts';
import { MEANING_RULES } from './kinds/meaning.ts';
import { MEDIA_TYPE_RULES } from './kinds/media-type.ts';
import { MESSAGE_RULES } from './kinds/message.ts';
import { NUMBER_RULES } from './kinds/number.ts';
import { OBJECT_RULES } from './kinds/object.ts';
import { OPERATION_RULES } from './kinds/operation.ts';
import { PARAMETER_RULES } from './kinds/parameter.ts';
import { PROPERTY_RULES } from './kinds/property.ts';
import { REQUEST_BODY_RULES } from './kinds/request-body.ts';
import { REQUIRED_RULES } from './kinds/required.ts';
import { RESPONSE_HEADER_RULES } from './kinds/response-header.ts';
import { RESPONSE_RULES } from './kinds/response.ts';
import { SECURITY_RULES } from './kinds/security.ts';
import { SERVER_RULES } from './kinds/server.ts';
import { TEXT_RULES } from './kinds/text.ts';
import { TYPE_RULES } from './kinds/type.ts';
import { WHOLE_RULES } from './kinds/whole.ts';

/** Every kind of change that is told apart, by rule id. Each has a page, `docs/changes/<rule id>.md`. */
export const CHANGE_RULES = {
  ...OPERATION_RULES,
  ...CALLBACK_RULES,
  ...SERVER_RULES,
  ...SECURITY_RULES,
  ...PARAMETER_RULES,
  ...REQUEST_BODY_RULES,
  ...MEDIA_TYPE_RULES,
  ...RESPONSE_RULES,
  ...RESPONSE_HEADER_RULES,
  ...CHANNEL_RULES,
  ...MESSAGE_RULES,
  ...BINDING_RULES,
  ...PROPERTY_RULES,
  ...REQUIRED_RULES,
  ...TYPE_RULES,
  ...ENUM_RULES,
  ...LIMIT_RULES,
  ...NUMBER_RULES,
  ...TEXT_RULES,
  ...ITEMS_RULES,
  ...OBJECT_RULES,
  ...ALTERNATIVE_RULES,
  ...WHOLE_RULES,
  ...MEANING_RULES,
  ...CODEGEN_RULES,
} as const satisfies Readonly<Record<string, ChangeRule>>;

/** The row of a rule that is known to exist. */
export function changeRule(ruleId: string): ChangeRule {
  const rule = (CHANGE_RULES as Readonly<Record<string, ChangeRule>>)[ruleId];
  if (rule === undefined) throw new Error(`there is no change rule '${ruleId}'`);
  return rule;
}
