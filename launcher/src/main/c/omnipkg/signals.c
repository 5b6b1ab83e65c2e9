/* Handlers write into a pipe; the loop reads it. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int signal_pipe[2] = {-1, -1};
int serving = -1;
static int interrupts;

static void on_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_pipe[1], &byte, 1) < 0) errno = 0; /* full: that many are waiting already */
  errno = saved;
}

void catch_signals(void) {
  static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH};
  if (pipe(signal_pipe)) fail("client.system", "cannot make a pipe: %s", strerror(errno));
  for (int i = 0; i < 2; i++) {
    fcntl(signal_pipe[i], F_SETFD, FD_CLOEXEC);
    fcntl(signal_pipe[i], F_SETFL, O_NONBLOCK);
  }
  for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
    struct sigaction old, action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    /* What the caller ignores (nohup) stays ignored. */
    if (!sigaction(caught[i], NULL, &old) && old.sa_handler != SIG_IGN)
      sigaction(caught[i], &action, NULL);
  }
}

int signals_waiting(void) {
  return signal_pipe[0];
}

_Noreturn void die_by(int number) {
  signal(number, SIG_DFL);
  sigset_t all;
  sigemptyset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  raise(number);
  _exit(128 + number);
}
void window_size(uint32_t *columns, uint32_t *rows) {
  struct winsize w;
  *columns = *rows = 0;
  for (int fd = 2; fd >= 0; fd--)
    if (isatty(fd) && !ioctl(fd, TIOCGWINSZ, &w)) {
      *columns = w.ws_col, *rows = w.ws_row;
      return;
    }
}

uint32_t terminals(void) {
  uint32_t bits = 0;
  for (int fd = 0; fd < 3; fd++)
    if (isatty(fd)) bits |= 1u << fd;
  return bits;
}

void pass_signals(void) {
  unsigned char number;
  while (signal_pipe[0] >= 0 && read(signal_pipe[0], &number, 1) == 1) {
    unsigned char payload[8];
    if (number == SIGWINCH) {
      uint32_t columns, rows;
      window_size(&columns, &rows);
      put32(payload, columns), put32(payload + 4, rows);
      if (serving >= 0) send_frame(serving, 'W', payload, 8);
    } else if (serving < 0 || (number == SIGINT && interrupts++)) {
      die_by(number);
    } else {
      put32(payload, number);
      send_frame(serving, 'S', payload, 4);
    }
  }
}
