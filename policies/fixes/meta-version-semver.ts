import type { Fix } from './fix.ts';
import { isRefusal, refuse, refuseEdit, targetOf } from './target.ts';

/** Writes out a version whose parts are plain: `1` and `v1` are 1.0.0, `1.2` is 1.2.0. */
export const metaVersionSemver: Fix = {
  ruleId: 'meta-version-semver',
  summary: 'writes `info.version` out where it is plain what is meant: `1` as 1.0.0, `v1.2` as 1.2.0',
  declares: [],
  async propose(finding, files) {
    const target = await targetOf(finding, files);
    if (isRefusal(target)) return target;
    const { file, written, value } = target;
    const text = written.value.text ?? '';
    if (typeof value === 'number' && String(value) !== text) {
      return refuse(finding, `${text} is a number in YAML, and reads ${value}: say which is meant, in quotes`);
    }
    const parts = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/i.exec(text)?.slice(1);
    if (!parts || parts.some((part) => /^0\d/.test(part ?? ''))) return refuse(finding, `it is not plain which version '${text}' is`);
    const version = parts.map((part) => part ?? '0').join('.');
    const edit = file.editable.replaceText(written.value, version);
    return edit ? { finding, action: `writes ${text} as ${version}`, edits: [{ path: file.path, ...edit }] } : refuseEdit(finding);
  },
};
