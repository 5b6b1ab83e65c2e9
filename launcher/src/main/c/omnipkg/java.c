#include "client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MINIMUM_JAVA = 17 };
char java[PATH_MAX];

/* The major version as the JDK's own `release` file says; 0 when it does not. */
static int java_version(const char *binary) {
  char path[PATH_MAX + 16], line[256];
  int major = 0;
  if (!realpath(binary, path)) return 0;
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(path, '/');
    if (slash) *slash = 0;
  }
  strcat(path, "/release");
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  while (!major && fgets(line, sizeof line, file))
    if (sscanf(line, "JAVA_VERSION=\"1.%d", &major) != 1) sscanf(line, "JAVA_VERSION=\"%d", &major);
  fclose(file);
  return major;
}

static int usable_java(const char *candidate, char *too_old, size_t size) {
  struct stat s;
  if (stat(candidate, &s) || !S_ISREG(s.st_mode) || access(candidate, X_OK)) return 0;
  int major = java_version(candidate);
  if (major && major < MINIMUM_JAVA) {
    if (!*too_old) snprintf(too_old, size, "`%.512s` is Java %d", candidate, major);
    return 0;
  }
  /* The daemon starts in another folder: no relative path survives that. */
  if (*candidate == '/') join(java, sizeof java, "%s", candidate);
  else if (!realpath(candidate, java)) return 0;
  return 1;
}

void find_java(void) {
  char candidate[PATH_MAX], too_old[600] = "";
  const char *named = variable("OMNIPKG_JAVA"), *java_home = variable("JAVA_HOME");
  const char *path = variable("PATH");
  if (named) {
    if (usable_java(named, too_old, sizeof too_old)) return;
    join(candidate, sizeof candidate, "%s/bin/java", named);
    if (usable_java(candidate, too_old, sizeof too_old)) return;
    if (*too_old) fail("client.java-too-old", "omnipkg needs Java 17 or newer; %s", too_old);
    fail("client.no-java", "`OMNIPKG_JAVA` names no java: `%s`", named);
  }
  if (java_home) {
    join(candidate, sizeof candidate, "%s/bin/java", java_home);
    if (usable_java(candidate, too_old, sizeof too_old)) return;
  }
  while (path && *path) {
    size_t length = strcspn(path, ":");
    if (length && length < PATH_MAX - 8) {
      join(candidate, sizeof candidate, "%.*s/java", (int)length, path);
      if (usable_java(candidate, too_old, sizeof too_old)) return;
    }
    path += length + (path[length] == ':');
  }
  if (*too_old) fail("client.java-too-old", "omnipkg needs Java 17 or newer; %s", too_old);
  fail("client.no-java", "omnipkg needs Java 17 or newer and found none: set `JAVA_HOME`");
}

static char *property(const char *name, const char *value) {
  size_t size = strlen(name) + strlen(value) + 4;
  char *text = allocate(size);
  snprintf(text, size, "-D%s=%s", name, value);
  return text;
}

/* Becomes a JVM running the launcher; returns only when that failed. */
void become_java(const char *mode, int count, char **arguments) {
  char jar[PATH_MAX], options[PATH_MAX], compiler[PATH_MAX], archive[PATH_MAX];
  const char *language = variable("LC_ALL");
  join(jar, sizeof jar, "%s/lib/omnipkg-launcher.jar", dist);
  join(options, sizeof options, "@%s/conf/jvm.options", dist);
  join(compiler, sizeof compiler, "-XX:CompilerDirectivesFile=%s/conf/compiler.json", dist);
  join(archive, sizeof archive, "@%s/cache/jvm/%s-%d.options", home, build, java_version(java));
  char **v = allocate(sizeof(char *) * (size_t)(count + 16));
  int n = 0;
  v[n++] = java;
  v[n++] = options;
  v[n++] = compiler;
  if (!access(archive + 1, R_OK)) v[n++] = archive; /* the class archive made by the daemon before */
  /* Felix 7 asks for memory access these versions warn of, on the user's terminal. */
  if (java_version(java) >= 24) v[n++] = "--sun-misc-unsafe-memory-access=allow";
  v[n++] = property("omnipkg.dist", dist);
  v[n++] = property("omnipkg.home", home);
  if (!strcmp(mode, "daemon")) {
    v[n++] = property("omnipkg.socket", sock_path);
  } else {
    char terminal[64];
    uint32_t columns, rows;
    window_size(&columns, &rows);
    snprintf(terminal, sizeof terminal, "%u,%u,%u", terminals(), columns, rows);
    v[n++] = property("omnipkg.terminal", terminal);
  }
  /* The JVM names files in the locale's encoding: it gets UTF-8, the command gets the user's. */
  if (language) v[n++] = property("omnipkg.lc_all", language);
  setenv("LC_ALL", "C.UTF-8", 1);
  v[n++] = "-jar";
  v[n++] = jar;
  v[n++] = (char *)mode;
  for (int i = 0; i < count; i++) v[n++] = arguments[i];
  v[n] = NULL;
  execv(java, v);
  free(v);
}
