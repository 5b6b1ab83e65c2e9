/* What the files of the client share. C11 and POSIX. */
#ifndef OMNIPKG_CLIENT_H
#define OMNIPKG_CLIENT_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { LARGE = 16 << 20, SMALL = 1 << 20, CHUNK = 1 << 16 };
enum { AGAIN = -1 }; /* the daemon did not take the request: it is going or another build */

/* basics.c */
_Noreturn void fail(const char *code, const char *format, ...) __attribute__((format(printf, 2, 3)));
void *allocate(size_t size);
/* Into a buffer of `size`; a path that does not fit is a failure. */
void join(char *to, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* NULL also when it is empty. */
const char *variable(const char *name);
long long now_millis(void);
void pause_millis(long millis);

/* places.c */
extern char dist[PATH_MAX], home[PATH_MAX], build[256], version[256];
extern char sock_path[], start_path[PATH_MAX];
void find_distribution(const char *program);
void find_home(void);
void find_socket(void);
void make_folders(const char *path, mode_t mode);

/* signals.c */
extern int serving; /* the socket, once a request is under way; else -1 */
void catch_signals(void);
int signals_waiting(void); /* a descriptor that is readable when there are some */
void pass_signals(void);
_Noreturn void die_by(int number);
void window_size(uint32_t *columns, uint32_t *rows);
uint32_t terminals(void);

/* frames.c */
struct payload {
  unsigned char *bytes;
  size_t size, room;
};
void put32(unsigned char *to, uint32_t n);
uint32_t get32(const unsigned char *from);
void add32(struct payload *p, uint32_t n);
void add_text(struct payload *p, const char *text);
/* These two read a payload that has room for one byte more; what cannot be read is a failure. */
const char *text_at(unsigned char *payload, size_t size, size_t *at);
char **list_at(unsigned char *payload, size_t size, size_t *at);
int send_frame(int fd, char type, const void *payload, uint32_t size);
ssize_t receive(int fd, void *buffer, size_t size);
void write_out(int fd, const unsigned char *bytes, size_t size);
_Noreturn void unreadable(void);

/* java.c */
extern char java[PATH_MAX];
void find_java(void);
/* Becomes a JVM running the launcher; returns only when that failed. */
void become_java(const char *mode, int count, char **arguments);

/* daemon.c */
int connect_daemon(void); /* -1: there is none, -2: it is busy */
int start_daemon(void);

/* conversation.c */
struct payload request(int count, char **arguments);
/* The exit code, or AGAIN. */
int converse(int fd, const struct payload *asked);
void await_end(int fd);
#endif
