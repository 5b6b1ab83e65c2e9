/* One request, from the asking side. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

struct payload request(int count, char **arguments) {
  struct payload p = {0};
  char directory[PATH_MAX];
  uint32_t columns, rows, entries = 0;
  if (!getcwd(directory, sizeof directory))
    fail("client.system", "the working directory cannot be read: %s", strerror(errno));
  add_text(&p, build);
  add32(&p, (uint32_t)count);
  for (int i = 0; i < count; i++) add_text(&p, arguments[i]);
  add_text(&p, directory);
  while (environ[entries]) entries++;
  add32(&p, entries);
  for (uint32_t i = 0; i < entries; i++) add_text(&p, environ[i]);
  window_size(&columns, &rows);
  add32(&p, terminals());
  add32(&p, columns);
  add32(&p, rows);
  return p;
}

/* Both kinds of lock: flock for tools, the open-file lock because a JVM sees only that kind. */
static void hold(int lease) {
  fcntl(lease, F_SETFD, 0);
  flock(lease, LOCK_SH);
#ifdef F_OFD_SETLK
  struct flock whole = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
  fcntl(lease, F_OFD_SETLK, &whole);
#endif
}

static int become(unsigned char *payload, size_t size) {
  size_t at = 0;
  const char *executable = text_at(payload, size, &at);
  char **arguments = list_at(payload, size, &at), **variables = list_at(payload, size, &at);
  const char *directory = text_at(payload, size, &at), *path = text_at(payload, size, &at);
  struct stat s;
  int lease = open(path, O_RDONLY);
  if (lease >= 0) hold(lease);
  if (lease < 0 || stat(path, &s) || stat(executable, &s)) {
    /* The generation was collected before it was held, or its lease taken in: ask for a new plan. */
    if (lease >= 0) close(lease);
    free(arguments);
    free(variables);
    return AGAIN;
  }
  serving = -1;
  pass_signals();
  if (chdir(directory)) fail("client.system", "cannot enter `%s`: %s", directory, strerror(errno));
  execve(executable, arguments, variables);
  int reason = errno;
  fprintf(stderr, "error: cannot run `%s`: %s  [%s]\n", executable, strerror(reason),
          reason == ENOENT ? "exec.not-found" : "exec.not-executable");
  exit(reason == ENOENT ? 127 : 126);
}

static _Noreturn void lost(void) {
  fprintf(stderr, "error: the omnipkg daemon ended before it had answered  [client.daemon-lost]\n"
          "  its logs are in `%s/logs`\n", home);
  exit(1);
}

static int send_input(int fd) {
  static unsigned char chunk[CHUNK];
  ssize_t got = read(0, chunk, sizeof chunk);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
  send_frame(fd, 'I', chunk, got < 0 ? 0 : (uint32_t)got);
  return 1;
}

int converse(int fd, const struct payload *asked) {
  int taken = 0, wanted = 0;
  if (send_frame(fd, 'R', asked->bytes, (uint32_t)asked->size)) return AGAIN;
  serving = fd;
  for (;;) {
    unsigned char header[5];
    struct pollfd polled[3] = {{.fd = fd, .events = POLLIN}, {.fd = signals_waiting(), .events = POLLIN},
                               {.fd = wanted ? 0 : -1, .events = POLLIN}};
    if (poll(polled, 3, -1) < 0 && errno != EINTR) lost();
    pass_signals();
    if (wanted && polled[2].revents) wanted = !send_input(fd);
    if (!polled[0].revents) continue;
    ssize_t got = receive(fd, header, sizeof header);
    if (got == 0 && !taken) return AGAIN;
    if (got != sizeof header) lost();
    uint32_t size = get32(header + 1);
    if (size > (header[0] == 'P' ? LARGE : SMALL)) unreadable();
    unsigned char *payload = allocate(size + 1);
    if (receive(fd, payload, size) != (ssize_t)size) lost();
    int result = AGAIN;
    switch (header[0]) {
      case 'A': taken = 1; break;
      case 'O': write_out(1, payload, size); break;
      case 'E': write_out(2, payload, size); break;
      case 'N': wanted = 1; break;
      case 'P': result = become(payload, size); /* fall through */
      case 'V': free(payload); return result;
      case 'X':
        result = size == 4 ? (int)get32(payload) & 255 : 1;
        free(payload);
        return result;
      default: unreadable();
    }
    free(payload);
  }
}

/* A daemon that was told to stop closes its end when it has; a signal ends the waiting. */
void await_end(int fd) {
  char rest;
  struct pollfd polled[2] = {{.fd = fd, .events = POLLIN}, {.fd = signals_waiting(), .events = POLLIN}};
  while (poll(polled, 2, -1) >= 0 && !polled[1].revents)
    if (read(fd, &rest, 1) <= 0) return;
}
