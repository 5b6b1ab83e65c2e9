/* What both programs do on Windows, where nothing can be become: run a command and wait for it.
 * Compiled, not run: docs/guides/install.md. */
#ifndef OMNIPKG_CHILD_H
#define OMNIPKG_CHILD_H
#ifndef UNICODE
#define UNICODE
#endif
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

enum { MOST = 32768 }; /* the longest command line and the longest path Windows has */

static inline __attribute__((noreturn)) void stop(int code, const wchar_t *what, const wchar_t *which) {
  fwprintf(stderr, L"error: %ls `%ls`\n", what, which);
  exit(code);
}

/* Folders above this very program; false when there are not so many. */
static inline int above_own(wchar_t *path, int folders) {
  DWORD length = GetModuleFileNameW(NULL, path, MOST);
  if (!length || length >= MOST) return 0;
  while (folders--) {
    wchar_t *slash = wcsrchr(path, L'\\');
    if (!slash) return 0;
    *slash = 0;
  }
  return 1;
}

/* Our own command line as it was written, without its first word: quoting stays the caller's. */
static inline const wchar_t *own_arguments(void) {
  const wchar_t *at = GetCommandLineW();
  for (int quoted = 0; *at && (quoted || (*at != L' ' && *at != L'\t')); at++) quoted ^= *at == L'"';
  while (*at == L' ' || *at == L'\t') at++;
  return at;
}

static inline BOOL WINAPI leave_to_child(DWORD event) {
  return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
}

/* Answers the child's exit code. `line` may be written to. */
static inline int run(wchar_t *line) {
  STARTUPINFOW start = {.cb = sizeof start};
  PROCESS_INFORMATION child;
  DWORD code = 1;
  SetConsoleCtrlHandler(leave_to_child, TRUE);
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &child))
    stop(GetLastError() == ERROR_FILE_NOT_FOUND ? 127 : 126, L"cannot start", line);
  WaitForSingleObject(child.hProcess, INFINITE);
  GetExitCodeProcess(child.hProcess, &code);
  return (int)code;
}
#endif
