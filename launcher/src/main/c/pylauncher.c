/*
 * bin/python of a generation. Finds the generation it lies in by its own file, not by the name it was
 * called by, and becomes the base interpreter with that generation's path as argv[0]: a process
 * started through `current` stays in the generation that was current when it started, whatever
 * flips meanwhile, and so do its children (sys.executable).
 *
 * One exception: a venv made on top of an environment links its python here, and must be itself.
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

/* The end of the folder part, or NULL: the last slash but one for `/venv/bin/python`. */
static const char *above(const char *path) {
  const char *slash = strrchr(path, '/');
  while (slash && slash > path && *--slash != '/') {
  }
  return slash && *slash == '/' ? slash : NULL;
}

/* Whether we were called by a venv's own link to us; if so, its python's path is put into `path`. */
static int is_for_venv(const char *called, const char *me, char *path) {
  char folder[PATH_MAX], there[PATH_MAX], marker[PATH_MAX + 16];
#if defined(__linux__)
  if (!strchr(called, '/') && getauxval(AT_EXECFN)) called = (const char *)getauxval(AT_EXECFN);
#endif
  const char *name = strrchr(called, '/');
  if (!name || (size_t)(name - called) >= sizeof folder - 1) return 0;
  memcpy(folder, called, (size_t)(name - called) + 1);
  folder[name - called + 1] = 0;
  /* The folder first, then the file below it: a flip in between cannot mix two generations. */
  if (!realpath(folder, path)) return 0;
  size_t length = strlen(path), more = strlen(name);
  int own = strncmp(path, me, length) == 0 && me[length] == '/' && !strchr(me + length + 1, '/');
  if (own || length + more >= PATH_MAX) return 0;
  memcpy(path + length, name, more + 1);
  if (!realpath(path, there) || strcmp(there, me) != 0) return 0;
  const char *parent = above(path);
  if (!parent) return 0;
  snprintf(marker, sizeof marker, "%.*s/pyvenv.cfg", (int)(parent - path), path);
  return access(marker, F_OK) == 0;
}

static void read_all(const char *path, char *text, size_t most) {
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
  static char me[PATH_MAX], venv[PATH_MAX], configuration[PATH_MAX + 16];
  static char text[MOST_CONFIGURATION + 1];
  char *nothing[] = {me, NULL};
  const char *called = count > 0 ? arguments[0] : "python";
  own_path(me, called);

  const char *parent = above(me);
  if (!parent) stop(126, "cannot use", me, "it lies outside an environment's bin folder");
  snprintf(configuration, sizeof configuration, "%.*s/pyvenv.cfg", (int)(parent - me), me);
  read_all(configuration, text, MOST_CONFIGURATION);

  char *executable = follow(text);
  if (!executable || *executable != '/')
    stop(126, "cannot use", configuration, "it names no interpreter (`executable = /path`)");
  if (count > 0)
    arguments[0] = is_for_venv(called, me, venv) ? venv : me;
  else
    arguments = nothing;
  execv(executable, arguments);
  stop(errno == ENOENT || errno == ENOTDIR ? 127 : 126, "cannot start the interpreter", executable,
       errno == ENOENT ? "it is gone" : strerror(errno));
  return 126;
}
