// A worker without any library: a message is a job, or a list of jobs.
import { work } from "./work.js";

const answer = async ({ id, name, args }) => ({ id, value: await work[name](...args) });

onmessage = async ({ data }) => {
  if (Array.isArray(data)) {
    const answers = [];
    for (const job of data) answers.push(await answer(job));
    postMessage(answers);
  } else {
    const done = await answer(data);
    postMessage(done, data.transfer ? [done.value] : []);
  }
};
