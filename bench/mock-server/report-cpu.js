// Loaded before a server that is measured (node --import): tells the parent what the process has used when it asks.
process.on('message', ({ collect }) => {
  if (collect) globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ cpu: process.cpuUsage(), rss, heapUsed });
});
process.channel?.unref();
