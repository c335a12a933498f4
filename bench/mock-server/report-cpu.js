// Loaded before a server that is measured (node --import): tells the parent what the process has used when it asks.
process.on('message', () => {
  process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() });
});
process.channel?.unref();
