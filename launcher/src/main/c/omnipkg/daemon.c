/* Finding the daemon, or starting one. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

int connect_daemon(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0) fail("client.system", "cannot make a socket: %s", strerror(errno));
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  memcpy(address.sun_path, sock_path, sizeof address.sun_path);
  int result;
  do result = connect(fd, (struct sockaddr *)&address, sizeof address);
  while (result && errno == EINTR);
  if (!result) return fd;
  int reason = errno;
  close(fd);
  /* A full queue is a busy daemon, not a missing one. */
  if (reason == EAGAIN) return -2;
  if (reason != ENOENT && reason != ECONNREFUSED)
    fail("client.system", "cannot reach the daemon: %s", strerror(reason));
  return -1;
}

static _Noreturn void early_death(const char *log, off_t from) {
  char text[4096];
  fputs("error: the omnipkg daemon ended while it started  [client.daemon-died]\n", stderr);
  int fd = open(log, O_RDONLY | O_CLOEXEC);
  off_t end = fd < 0 ? 0 : lseek(fd, 0, SEEK_END);
  if (end - from > (off_t)sizeof text - 1) from = end - (off_t)sizeof text + 1;
  ssize_t size = fd < 0 ? 0 : pread(fd, text, sizeof text - 1, from);
  text[size > 0 ? size : 0] = 0;
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
    fprintf(stderr, "  %s\n", line);
  fprintf(stderr, "\nits log is `%s`\n", log);
  exit(1);
}

/* Its output goes to the log; the pipe's far end stays open in it for as long as it lives. */
static int spawn_daemon(const char *log, off_t *from) {
  int alive[2];
  if (pipe(alive)) fail("client.system", "cannot make a pipe: %s", strerror(errno));
  fcntl(alive[0], F_SETFD, FD_CLOEXEC);
  int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (out < 0)
    fail(errno == EROFS ? "home.read-only" : "client.system", "cannot write `%s`: %s", log,
         strerror(errno));
  *from = lseek(out, 0, SEEK_END);
  if (*from > SMALL && !ftruncate(out, 0)) *from = 0;
  pid_t child = fork();
  if (child < 0) fail("client.system", "cannot start a process: %s", strerror(errno));
  if (!child) {
    int null = open("/dev/null", O_RDONLY);
    setsid();
    if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || fork()) _exit(0);
    /* Descriptors the caller happened to leave open (another's pipe) are not ours to keep. */
    for (int fd = 3; fd < 256; fd++)
      if (fd != alive[1]) close(fd);
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (chdir("/")) _exit(1);
    umask(077);
    setenv("MALLOC_ARENA_MAX", "1", 0); /* a hundred threads need no hundred heaps */
    become_java("daemon", 0, NULL);
    dprintf(2, "cannot run %s: %s\n", java, strerror(errno));
    _exit(1);
  }
  close(out);
  close(alive[1]);
  waitpid(child, NULL, 0);
  return alive[0];
}

/* The kind of lock a JVM sees, for the client in Java starts daemons as well. */
static int lock_start(int lock) {
#ifdef F_OFD_SETLK
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  return fcntl(lock, F_OFD_SETLK, &whole);
#else
  return flock(lock, LOCK_EX | LOCK_NB);
#endif
}

int start_daemon(void) {
  char folder[PATH_MAX], log[PATH_MAX];
  long long begin = now_millis();
  int told = !isatty(2), lock = open(start_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int fd = -1, alive = -1;
  off_t from = 0;
  if (lock < 0)
    fail(errno == EROFS ? "home.read-only" : "client.system", "cannot open `%s`: %s", start_path,
         strerror(errno));
  join(folder, sizeof folder, "%s/logs", home);
  join(log, sizeof log, "%s/daemon.out", folder);
  for (int locked = 0;; pause_millis(5)) {
    long long waited = now_millis() - begin;
    pass_signals();
    if (waited > 1000 && !told) {
      told = 1;
      fputs("starting the omnipkg daemon…\n", stderr);
    }
    if (waited > 60000)
      fail("client.daemon-slow", "the omnipkg daemon did not answer within 60 s; its log is `%s`", log);
    if ((fd = connect_daemon()) >= 0) break;
    if (!locked && !lock_start(lock)) {
      locked = 1;
      continue; /* the one who had the lock may have started it meanwhile */
    }
    if (locked && alive < 0 && fd == -1) {
      find_java();
      make_folders(folder, 0700);
      alive = spawn_daemon(log, &from);
    }
    struct pollfd watch = {.fd = alive, .events = POLLIN};
    if (alive >= 0 && poll(&watch, 1, 0) == 1) {
      /* Dead, or: it saw another one serving and left. */
      if ((fd = connect_daemon()) >= 0) break;
      early_death(log, from);
    }
  }
  if (alive >= 0) close(alive);
  close(lock);
  return fd;
}
