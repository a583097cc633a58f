import { get, Problem } from '../../shared/api.js';
import { catalogue } from '../../shared/catalogue.js';

const ANALYSIS = 'rejected_share';

/** The rows of a pipeline's analysis of rejected records; undefined where it has none yet. */
export async function rejectedShare(pipeline) {
  if (!catalogue.pipeline(pipeline).analyses.includes(ANALYSIS)) {
    return undefined;
  }
  try {
    return await get(`api/v1/pipelines/${pipeline}/analyses/${ANALYSIS}`);
  } catch (problem) {
    if (problem instanceof Problem && problem.kind === 'not-computed') {
      return undefined;
    }
    throw problem;
  }
}
