#include "client.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

void put32(unsigned char *to, uint32_t n) {
  to[0] = (unsigned char)(n >> 24), to[1] = (unsigned char)(n >> 16);
  to[2] = (unsigned char)(n >> 8), to[3] = (unsigned char)n;
}

uint32_t get32(const unsigned char *from) {
  return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

static int send_bytes(int fd, const void *bytes, size_t size) {
  const char *at = bytes;
  while (size) {
    ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return -1;
    at += sent, size -= (size_t)sent;
  }
  return 0;
}

int send_frame(int fd, char type, const void *payload, uint32_t size) {
  unsigned char header[5] = {(unsigned char)type};
  put32(header + 1, size);
  return send_bytes(fd, header, sizeof header) || send_bytes(fd, payload, size) ? -1 : 0;
}

ssize_t receive(int fd, void *buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t got = recv(fd, (char *)buffer + done, size - done, 0);
    if (got < 0 && errno == EINTR) {
      pass_signals();
      continue;
    }
    if (got <= 0) break;
    done += (size_t)got;
  }
  return (ssize_t)done;
}

void write_out(int fd, const unsigned char *bytes, size_t size) {
  while (size) {
    ssize_t written = write(fd, bytes, size);
    if (written >= 0) {
      bytes += written, size -= (size_t)written;
    } else if (errno == EINTR) {
      pass_signals();
    } else if (errno == EAGAIN) {
      struct pollfd wait = {.fd = fd, .events = POLLOUT};
      poll(&wait, 1, 1000);
      pass_signals();
    } else if (errno == EPIPE) {
      die_by(SIGPIPE);
    } else {
      fail("client.system", "cannot write the output: %s", strerror(errno));
    }
  }
}

static void add(struct payload *p, const void *bytes, size_t size) {
  if (p->size + size > LARGE)
    fail("client.too-long", "the command line and the environment are longer than 16 MiB");
  if (p->size + size > p->room) {
    p->room = (p->size + size) * 2;
    p->bytes = realloc(p->bytes, p->room);
    if (!p->bytes) fail("client.system", "out of memory");
  }
  memcpy(p->bytes + p->size, bytes, size);
  p->size += size;
}

void add32(struct payload *p, uint32_t n) {
  unsigned char bytes[4];
  put32(bytes, n);
  add(p, bytes, 4);
}

void add_text(struct payload *p, const char *text) {
  size_t size = strlen(text);
  add32(p, (uint32_t)(size > LARGE ? LARGE : size));
  add(p, text, size);
}

_Noreturn void unreadable(void) {
  fail("client.protocol", "the daemon's answer cannot be read");
}

const char *text_at(unsigned char *payload, size_t size, size_t *at) {
  /* The length's place gives room to end the string in. */
  if (size - *at < 4) unreadable();
  uint32_t length = get32(payload + *at);
  if (length > size - *at - 4) unreadable();
  char *text = (char *)payload + *at;
  memmove(text, text + 4, length);
  text[length] = 0;
  *at += 4 + (size_t)length;
  return text;
}

char **list_at(unsigned char *payload, size_t size, size_t *at) {
  if (size - *at < 4) unreadable();
  uint32_t count = get32(payload + *at);
  *at += 4;
  if (count > (size - *at) / 4) unreadable();
  char **list = allocate(sizeof(char *) * ((size_t)count + 1));
  for (uint32_t i = 0; i < count; i++) list[i] = (char *)text_at(payload, size, at);
  list[count] = NULL;
  return list;
}
