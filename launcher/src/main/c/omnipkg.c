/* The omnipkg client: hands a command line to the daemon and streams the answer back, or becomes
 * the command the daemon planned. The frames: docs/reference/protocol.md. C11 and POSIX. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __APPLE__
#include <mach-o/dyld.h>
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

enum { LARGE = 16 << 20, SMALL = 1 << 20, CHUNK = 1 << 16, MINIMUM_JAVA = 17 };
extern char **environ;

static char dist[PATH_MAX], home[PATH_MAX], build[256], version[256];
static char sock_path[sizeof(((struct sockaddr_un *)0)->sun_path)], start_path[PATH_MAX];
static char java[PATH_MAX];

static _Noreturn void fail(const char *code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("error: ", stderr);
  vfprintf(stderr, format, arguments);
  fprintf(stderr, "  [%s]\n", code);
  va_end(arguments);
  exit(1);
}

static void *allocate(size_t size) {
  void *memory = malloc(size ? size : 1);
  if (!memory) fail("client.system", "out of memory");
  return memory;
}

static void join(char *to, size_t size, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(to, size, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= size) fail("client.system", "a path is too long: `%s`", to);
}

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value && *value ? value : NULL;
}

static long long now_millis(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

static void pause_millis(long millis) {
  struct timespec t = {millis / 1000, millis % 1000 * 1000000};
  nanosleep(&t, NULL);
}

/* ---- signals: handlers write into a pipe, the loop reads it ---- */

static int signal_pipe[2] = {-1, -1};
static int serving = -1; /* the socket, once a request is under way */
static int interrupts;

static void on_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  if (write(signal_pipe[1], &byte, 1) < 0) errno = 0; /* full: that many are waiting already */
  errno = saved;
}

static void catch_signals(void) {
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

static _Noreturn void die_by(int number) {
  signal(number, SIG_DFL);
  sigset_t all;
  sigemptyset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  raise(number);
  _exit(128 + number);
}

/* ---- frames ---- */

static void put32(unsigned char *to, uint32_t n) {
  to[0] = (unsigned char)(n >> 24), to[1] = (unsigned char)(n >> 16);
  to[2] = (unsigned char)(n >> 8), to[3] = (unsigned char)n;
}

static uint32_t get32(const unsigned char *from) {
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

static int send_frame(int fd, char type, const void *payload, uint32_t size) {
  unsigned char header[5] = {(unsigned char)type};
  put32(header + 1, size);
  return send_bytes(fd, header, sizeof header) || send_bytes(fd, payload, size) ? -1 : 0;
}

static void window_size(uint32_t *columns, uint32_t *rows) {
  struct winsize w;
  *columns = *rows = 0;
  for (int fd = 2; fd >= 0; fd--)
    if (isatty(fd) && !ioctl(fd, TIOCGWINSZ, &w)) {
      *columns = w.ws_col, *rows = w.ws_row;
      return;
    }
}

static uint32_t terminals(void) {
  uint32_t bits = 0;
  for (int fd = 0; fd < 3; fd++)
    if (isatty(fd)) bits |= 1u << fd;
  return bits;
}

static void pass_signals(void) {
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

static ssize_t receive(int fd, void *buffer, size_t size) {
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

static void write_out(int fd, const unsigned char *bytes, size_t size) {
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

struct payload {
  unsigned char *bytes;
  size_t size, room;
};

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

static void add32(struct payload *p, uint32_t n) {
  unsigned char bytes[4];
  put32(bytes, n);
  add(p, bytes, 4);
}

static void add_text(struct payload *p, const char *text) {
  size_t size = strlen(text);
  add32(p, (uint32_t)(size > LARGE ? LARGE : size));
  add(p, text, size);
}

/* ---- where everything is ---- */

static void find_distribution(const char *program) {
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
    for (int up = 0; up < 2; up++) {
      char *slash = strrchr(dist, '/');
      if (slash) *slash = 0;
    }
  }
  char path[PATH_MAX], line[256];
  join(path, sizeof path, "%s/conf/release", dist);
  FILE *file = fopen(path, "re");
  if (!file) fail("client.distribution", "this distribution is incomplete: cannot read `%s`", path);
  while (fgets(line, sizeof line, file)) {
    line[strcspn(line, "\r\n")] = 0;
    if (!strncmp(line, "build=", 6)) strcpy(build, line + 6);
    if (!strncmp(line, "version=", 8)) strcpy(version, line + 8);
  }
  fclose(file);
  if (!*build) fail("client.distribution", "this distribution is incomplete: `%s` names no build", path);
}

static void make_folders(const char *path, mode_t mode) {
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

static void find_home(void) {
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

static void find_socket(void) {
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

/* ---- java ---- */

/* The major version as the JDK's own `release` file says; 0 when it does not. */
static int java_version(const char *binary) {
  char path[PATH_MAX + 16], line[256];
  int version = 0;
  if (!realpath(binary, path)) return 0;
  for (int up = 0; up < 2; up++) {
    char *slash = strrchr(path, '/');
    if (slash) *slash = 0;
  }
  strcat(path, "/release");
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  while (!version && fgets(line, sizeof line, file))
    if (sscanf(line, "JAVA_VERSION=\"1.%d", &version) != 1) sscanf(line, "JAVA_VERSION=\"%d", &version);
  fclose(file);
  return version;
}

static int usable_java(const char *candidate, char *too_old, size_t size) {
  struct stat s;
  if (stat(candidate, &s) || !S_ISREG(s.st_mode) || access(candidate, X_OK)) return 0;
  int version = java_version(candidate);
  if (version && version < MINIMUM_JAVA) {
    if (!*too_old) snprintf(too_old, size, "`%.512s` is Java %d", candidate, version);
    return 0;
  }
  /* The daemon starts in another folder: no relative path survives that. */
  if (*candidate == '/') join(java, sizeof java, "%s", candidate);
  else if (!realpath(candidate, java)) return 0;
  return 1;
}

static void find_java(void) {
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
static void become_java(const char *mode, int count, char **arguments) {
  char jar[PATH_MAX], options[PATH_MAX], archive[PATH_MAX];
  const char *language = variable("LC_ALL");
  join(jar, sizeof jar, "%s/lib/omnipkg-launcher.jar", dist);
  join(options, sizeof options, "@%s/conf/jvm.options", dist);
  join(archive, sizeof archive, "@%s/cache/jvm/%s-%d.options", home, build, java_version(java));
  char **v = allocate(sizeof(char *) * (size_t)(count + 16));
  int n = 0;
  v[n++] = java;
  v[n++] = options;
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

/* ---- the daemon ---- */

static int connect_daemon(void) {
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
    setenv("MALLOC_ARENA_MAX", "2", 0); /* a hundred threads need no hundred heaps */
    become_java("daemon", 0, NULL);
    dprintf(2, "cannot run %s: %s\n", java, strerror(errno));
    _exit(1);
  }
  close(out);
  close(alive[1]);
  waitpid(child, NULL, 0);
  return alive[0];
}

static int start_daemon(void) {
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
    if (!locked && !flock(lock, LOCK_EX | LOCK_NB)) {
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

/* ---- one request ---- */

enum { AGAIN = -1 }; /* the daemon did not take the request: it is going or another build */

static struct payload request(int count, char **arguments) {
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

static const char *text_at(unsigned char *payload, size_t size, size_t *at) {
  /* The length's place gives room to end the string in. */
  if (size - *at < 4) fail("client.protocol", "the daemon's answer cannot be read");
  uint32_t length = get32(payload + *at);
  if (length > size - *at - 4) fail("client.protocol", "the daemon's answer cannot be read");
  char *text = (char *)payload + *at;
  memmove(text, text + 4, length);
  text[length] = 0;
  *at += 4 + (size_t)length;
  return text;
}

static char **list_at(unsigned char *payload, size_t size, size_t *at) {
  if (size - *at < 4) fail("client.protocol", "the daemon's answer cannot be read");
  uint32_t count = get32(payload + *at);
  *at += 4;
  if (count > (size - *at) / 4) fail("client.protocol", "the daemon's answer cannot be read");
  char **list = allocate(sizeof(char *) * ((size_t)count + 1));
  for (uint32_t i = 0; i < count; i++) list[i] = (char *)text_at(payload, size, at);
  list[count] = NULL;
  return list;
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

static int converse(int fd, const struct payload *asked) {
  int taken = 0, wanted = 0;
  if (send_frame(fd, 'R', asked->bytes, (uint32_t)asked->size)) return AGAIN;
  serving = fd;
  for (;;) {
    unsigned char header[5];
    struct pollfd polled[3] = {{.fd = fd, .events = POLLIN}, {.fd = signal_pipe[0], .events = POLLIN},
                               {.fd = wanted ? 0 : -1, .events = POLLIN}};
    if (poll(polled, 3, -1) < 0 && errno != EINTR) lost();
    pass_signals();
    if (wanted && polled[2].revents) wanted = !send_input(fd);
    if (!polled[0].revents) continue;
    ssize_t got = receive(fd, header, sizeof header);
    if (got == 0 && !taken) return AGAIN;
    if (got != sizeof header) lost();
    uint32_t size = get32(header + 1);
    if (size > (header[0] == 'P' ? LARGE : SMALL))
      fail("client.protocol", "the daemon's answer cannot be read");
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
      default: fail("client.protocol", "the daemon's answer cannot be read");
    }
    free(payload);
  }
}

/* ---- the command line, as far as the client must know it ---- */

struct words {
  int direct;  /* --no-daemon before the command of `exec` or `run` */
  int control; /* `daemon stop|status|logs`: nothing to start for that */
  int version; /* `--version` and nothing else but perhaps `--json`: nobody need be asked */
  int json;
};

static struct words look_at(int count, char **arguments) {
  struct words found = {0};
  const char *verb = NULL;
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
      if (verb && !strcmp(verb, "daemon") && strcmp(word, "start")) found.control = 1;
      if (!verb) verb = word;
    }
  }
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
