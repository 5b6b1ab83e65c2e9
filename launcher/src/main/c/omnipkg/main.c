/* The omnipkg client: hands a command line to the daemon and streams the answer back, or becomes
 * the command the daemon planned. The frames: docs/reference/protocol.md. */
#include "client.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The command line, as far as the client must know it. */
struct words {
  int direct;  /* --no-daemon before the command of `exec` or `run` */
  int control; /* `daemon stop|status|logs`, or help about `daemon`: nothing to start for that */
  int version; /* `--version` and nothing else but perhaps `--json`: nobody need be asked */
  int json;
};

static struct words look_at(int count, char **arguments) {
  struct words found = {0};
  const char *verb = NULL;
  int start = 0, help = 0;
  for (int i = 0; i < count; i++) {
    found.json |= !strcmp(arguments[i], "--json");
    found.version |= !strcmp(arguments[i], "--version") || !strcmp(arguments[i], "-V");
  }
  found.version = found.version && count == 1 + found.json;
  for (int i = 0; i < count; i++) {
    const char *word = arguments[i];
    if (!strcmp(word, "--")) break;
    if (!strcmp(word, "--no-daemon")) {
      found.direct = 1;
    } else if (!strcmp(word, "-e") || !strcmp(word, "--env")) {
      i++;
    } else if (*word != '-') {
      if (verb && (!strcmp(verb, "exec") || !strcmp(verb, "run"))) break;
      start |= verb && !strcmp(word, "start");
      if (!verb) verb = word;
    } else {
      help |= !strcmp(word, "--help") || !strcmp(word, "-h");
    }
  }
  found.control = verb && !strcmp(verb, "daemon") && (help || !start);
  return found;
}

static int tell_version(int json) {
  printf(json ? "{\n  \"schema\": 1,\n  \"version\": \"%s\",\n  \"build\": \"%s\"\n}\n" : "omnipkg %s (%s)\n",
         version, build);
  if (fflush(stdout)) fail("client.system", "cannot write the output: %s", strerror(errno));
  return 0;
}

static _Noreturn void run_once(int count, char **arguments) {
  find_java();
  become_java("once", count, arguments);
  fail("client.no-java", "cannot run `%s`: %s", java, strerror(errno));
}

int main(int argc, char **argv) {
  /* A closed standard stream must not become our socket. */
  for (int fd = 0; fd < 3; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_WRONLY : O_RDONLY) != fd) return 1;
  int count = argc > 0 ? argc - 1 : 0;
  char **arguments = argv + (argc > 0);
  struct words words = look_at(count, arguments);
  const char *direct = variable("OMNIPKG_NO_DAEMON");
  find_distribution(argc > 0 ? argv[0] : "omnipkg");
  if (words.version) return tell_version(words.json);
  find_home();
  if (words.direct || (direct && strcmp(direct, "0"))) run_once(count, arguments);
  find_socket();
  struct payload asked = request(count, arguments);
  catch_signals();
  for (int attempt = 0; attempt < 50; attempt++) {
    int fd = connect_daemon();
    if (fd == -1 && words.control) run_once(count, arguments);
    if (fd < 0) fd = start_daemon();
    int code = converse(fd, &asked);
    if (code != AGAIN && words.control) await_end(fd);
    serving = -1;
    close(fd);
    if (code != AGAIN) {
      free(asked.bytes);
      return code;
    }
    pause_millis(attempt < 5 ? 5 : 100);
  }
  fail("client.daemon-restless", "the omnipkg daemon did not take the command; try again");
}
