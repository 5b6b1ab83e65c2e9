/* Where everything is. */
#include "client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif

char dist[PATH_MAX], home[PATH_MAX], build[256], version[256];
char sock_path[sizeof(((struct sockaddr_un *)0)->sun_path)], start_path[PATH_MAX];

static void up(int folders) {
  while (folders--) {
    char *slash = strrchr(dist, '/');
    if (slash) *slash = 0;
  }
}

static FILE *open_release(char *path) {
  join(path, PATH_MAX, "%s/conf/release", dist);
  return fopen(path, "re");
}

void find_distribution(const char *program) {
  char own[PATH_MAX];
  const char *named = variable("OMNIPKG_DIST");
  if (named) {
    if (!realpath(named, dist)) fail("client.distribution", "`OMNIPKG_DIST` names no folder: `%s`", named);
    unsetenv("OMNIPKG_DIST");
  } else {
#ifdef __APPLE__
    uint32_t size = sizeof own;
    if (_NSGetExecutablePath(own, &size)) fail("client.distribution", "cannot find where `%s` is", program);
#else
    ssize_t size = readlink("/proc/self/exe", own, sizeof own - 1);
    if (size < 0) fail("client.distribution", "cannot find where `%s` is: %s", program, strerror(errno));
    own[size] = 0;
#endif
    if (!realpath(own, dist)) fail("client.distribution", "cannot find where `%s` is", program);
    up(2); /* bin/omnipkg */
  }
  char path[PATH_MAX], line[256];
  FILE *file = open_release(path);
  if (!file && !named) {
    up(2); /* lib/native/<platform>/omnipkg */
    file = open_release(path);
  }
  if (!file) fail("client.distribution", "this distribution is incomplete: cannot read `%s`", path);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = 0;
    if (!strncmp(line, "build=", 6)) strcpy(build, line + 6);
    if (!strncmp(line, "version=", 8)) strcpy(version, line + 8);
  }
  fclose(file);
  if (!*build) fail("client.distribution", "this distribution is incomplete: `%s` names no build", path);
}

void make_folders(const char *path, mode_t mode) {
  char part[PATH_MAX];
  join(part, sizeof part, "%s", path);
  for (char *at = part + 1; *at; at++)
    if (*at == '/') {
      *at = 0;
      mkdir(part, mode);
      *at = '/';
    }
  if (mkdir(part, mode) && errno != EEXIST)
    fail(errno == EROFS ? "home.read-only" : "client.system", "cannot make the folder `%s`: %s",
         path, strerror(errno));
}

void find_home(void) {
  char wanted[PATH_MAX];
  const char *named = variable("OMNIPKG_HOME"), *data = variable("XDG_DATA_HOME");
  const char *user = variable("HOME");
  if (named) join(wanted, sizeof wanted, "%s", named);
  else if (data && *data == '/') join(wanted, sizeof wanted, "%s/omnipkg", data);
  else if (user) join(wanted, sizeof wanted, "%s/.local/share/omnipkg", user);
  else fail("client.home", "cannot tell where to keep things: set `HOME` or `OMNIPKG_HOME`");
  if (!realpath(wanted, home)) {
    make_folders(wanted, 0700);
    if (!realpath(wanted, home)) fail("client.home", "cannot use `%s`: %s", wanted, strerror(errno));
  }
}

void find_socket(void) {
  uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, 64 bits */
  for (const unsigned char *at = (const unsigned char *)home; *at; at++)
    hash = (hash ^ *at) * 0x100000001b3u;
  char folder[PATH_MAX];
  const char *runtime = variable("XDG_RUNTIME_DIR");
  /* "/" + 16 digits + ".sock.n", the name it is made under */
  if (runtime && *runtime == '/' && !access(runtime, W_OK)
      && strlen(runtime) + strlen("/omnipkg/") + 16 + 7 < sizeof sock_path)
    join(folder, sizeof folder, "%s/omnipkg", runtime);
  else
    join(folder, sizeof folder, "/tmp/omnipkg-%lu", (unsigned long)getuid());
  struct stat s;
  if (mkdir(folder, 0700) && errno != EEXIST)
    fail("client.system", "cannot make the folder `%s`: %s", folder, strerror(errno));
  if (lstat(folder, &s) || !S_ISDIR(s.st_mode) || s.st_uid != geteuid() || s.st_mode & 077)
    fail("client.folder-owner", "the folder `%s` must be yours alone (mode 0700)", folder);
  join(sock_path, sizeof sock_path, "%s/%016llx.sock", folder, (unsigned long long)hash);
  join(start_path, sizeof start_path, "%s/%016llx.start", folder, (unsigned long long)hash);
}
