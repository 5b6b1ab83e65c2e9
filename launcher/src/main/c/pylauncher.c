/*
 * bin/python of a generation. Finds the generation it lies in by its own file, not by the name it was
 * called by, and becomes the base interpreter with that generation's path as argv[0]: a process
 * started through `current` stays in the generation that was current when it started, whatever
 * flips meanwhile, and so do its children (sys.executable).
 *
 * pyvenv.cfg beside bin says which interpreter (`executable = PATH`) and which variables it needs
 * (`environment.NAME = value`, set only where unset).
 *
 * Exit code 126: pyvenv.cfg or the interpreter cannot be used. 127: the interpreter is not there.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif
#ifdef __linux__
#include <sys/auxv.h>
#endif

#define MOST_CONFIGURATION 65536

static void stop(int code, const char *what, const char *path, const char *why) {
  fprintf(stderr, "omnipkg: %s `%s`: %s\n", what, path, why);
  exit(code);
}

/* The path of this very file, links resolved; the buffer holds PATH_MAX bytes. */
static void own_path(char *path, const char *called) {
#if defined(__APPLE__)
  char found[PATH_MAX];
  uint32_t size = sizeof found;
  if (_NSGetExecutablePath(found, &size) == 0 && realpath(found, path)) return;
#else
  ssize_t length = readlink("/proc/self/exe", path, PATH_MAX - 1);
  if (length > 0 && length < PATH_MAX - 1) {
    path[length] = 0;
    return;
  }
#if defined(__linux__)
  const char *started = (const char *)getauxval(AT_EXECFN);
  if (started && realpath(started, path)) return;
#endif
#endif
  stop(126, "cannot find", called, "no path of my own: is /proc mounted?");
}

static size_t read_all(const char *path, char *text, size_t most) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) stop(126, "cannot read", path, strerror(errno));
  size_t length = 0;
  while (length < most) {
    ssize_t n = read(file, text + length, most - length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) stop(126, "cannot read", path, strerror(errno));
    if (n == 0) break;
    length += (size_t)n;
  }
  close(file);
  if (length == most) stop(126, "cannot read", path, "it is too long");
  text[length] = 0;
  return length;
}

static char *trimmed(char *text) {
  while (*text == ' ' || *text == '\t') text++;
  char *end = text + strlen(text);
  while (end > text && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) *--end = 0;
  return text;
}

/* Sets the variables and answers the interpreter, or NULL. */
static char *follow(char *text) {
  static const char prefix[] = "environment.";
  char *executable = NULL;
  for (char *line = text; line;) {
    char *next = strchr(line, '\n');
    if (next) *next++ = 0;
    char *equals = strchr(line, '=');
    if (equals) {
      *equals = 0;
      char *key = trimmed(line);
      char *value = trimmed(equals + 1);
      if (strcmp(key, "executable") == 0) {
        executable = value;
      } else if (strncmp(key, prefix, sizeof prefix - 1) == 0 && key[sizeof prefix - 1]) {
        setenv(key + sizeof prefix - 1, value, 0);
      }
    }
    line = next;
  }
  return executable;
}

int main(int count, char **arguments) {
  static char me[PATH_MAX], configuration[PATH_MAX + 16], text[MOST_CONFIGURATION + 1];
  char *nothing[] = {me, NULL};
  own_path(me, count > 0 ? arguments[0] : "python");

  char *name = strrchr(me, '/');
  char *bin = name;
  while (bin && bin > me && *--bin != '/') {
  }
  if (!name || !bin || bin == name)
    stop(126, "cannot use", me, "it lies outside an environment's bin folder");
  snprintf(configuration, sizeof configuration, "%.*s/pyvenv.cfg", (int)(bin - me), me);
  read_all(configuration, text, MOST_CONFIGURATION);

  char *executable = follow(text);
  if (!executable || *executable != '/')
    stop(126, "cannot use", configuration, "it names no interpreter (`executable = /path`)");
  if (count > 0)
    arguments[0] = me;
  else
    arguments = nothing;
  execv(executable, arguments);
  stop(errno == ENOENT || errno == ENOTDIR ? 127 : 126, "cannot start the interpreter", executable,
       errno == ENOENT ? "it is gone" : strerror(errno));
  return 126;
}
