/* Scripts\python.exe of a generation: runs the interpreter that pyvenv.cfg names, with the variables
 * it asks for; the same rules as ../pylauncher.c, but the interpreter is a child. */
#include "child.h"

static wchar_t folder[MOST], configuration[MOST], line[2 * MOST];

static wchar_t *trimmed(wchar_t *text) {
  while (*text == L' ' || *text == L'\t') text++;
  wchar_t *end = text + wcslen(text);
  while (end > text && wcschr(L" \t\r\n", end[-1])) *--end = 0;
  return text;
}

static void set_if_unset(const wchar_t *name, const wchar_t *value) {
  if (!GetEnvironmentVariableW(name, NULL, 0)) SetEnvironmentVariableW(name, value);
}

/* Sets the variables; answers whether an interpreter was named. */
static int follow(FILE *file, wchar_t *interpreter) {
  static const wchar_t prefix[] = L"environment.";
  static const size_t length = sizeof prefix / sizeof *prefix - 1;
  static char bytes[MOST];
  static wchar_t text[MOST];
  int found = 0;
  while (fgets(bytes, sizeof bytes, file)) {
    if (!MultiByteToWideChar(CP_UTF8, 0, bytes, -1, text, MOST)) continue;
    wchar_t *equals = wcschr(text, L'=');
    if (!equals) continue;
    *equals = 0;
    wchar_t *key = trimmed(text), *value = trimmed(equals + 1);
    if (!wcscmp(key, L"executable") && *value) {
      wcscpy(interpreter, value);
      found = 1;
    } else if (!wcsncmp(key, prefix, length) && key[length]) {
      set_if_unset(key + length, value);
    }
  }
  return found;
}

int main(void) {
  static wchar_t interpreter[MOST];
  if (!above_own(folder, 2)) stop(126, L"cannot tell where this is:", folder);
  _snwprintf(configuration, MOST - 1, L"%ls\\pyvenv.cfg", folder);
  FILE *file = _wfopen(configuration, L"rb");
  if (!file) stop(126, L"cannot read", configuration);
  if (!follow(file, interpreter)) stop(126, L"no interpreter (`executable = PATH`) is named in", configuration);
  fclose(file);
  int length = _snwprintf(line, 2 * MOST - 1, L"\"%ls\" %ls", interpreter, own_arguments());
  if (length < 0 || length >= MOST) stop(126, L"the command line is too long:", interpreter);
  return run(line);
}
