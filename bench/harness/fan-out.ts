import { createServer, type Socket } from 'node:net'

/** The bound of live streams: what arrives on one connection is written to all others, and nothing else is done. */
const sockets = new Set<Socket>()
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => socket.destroy()) // the bench closes a thousand at once
  socket.on('data', (chunk) => {
    for (const other of sockets) if (other !== socket) other.write(chunk)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address !== 'string') process.send?.(address.port)
})
