/* The client on Windows: answers `--version`, and has the launcher in Java do everything else in one
 * process (`once`), without a daemon. */
#include "child.h"

static wchar_t dist[MOST], path[MOST], line[2 * MOST];

static void tell_version(const wchar_t *release) {
  char text[256], version[256] = "", build[256] = "";
  FILE *file = _wfopen(release, L"rb");
  if (!file) stop(1, L"this distribution is incomplete: cannot read", release);
  while (fgets(text, sizeof text, file)) {
    text[strcspn(text, "\r\n")] = 0;
    if (!strncmp(text, "version=", 8)) strcpy(version, text + 8);
    if (!strncmp(text, "build=", 6)) strcpy(build, text + 6);
  }
  fclose(file);
  printf("omnipkg %s (%s)\n", version, build);
}

static int is_file(const wchar_t *name) {
  DWORD attributes = GetFileAttributesW(name);
  return attributes != INVALID_FILE_ATTRIBUTES && !(attributes & FILE_ATTRIBUTE_DIRECTORY);
}

/* lib/native/<platform>/omnipkg.exe, or a copy of it in bin. */
static void find_distribution(void) {
  for (int folders = 2; folders <= 4; folders += 2) {
    if (!above_own(dist, folders)) break;
    _snwprintf(path, MOST - 1, L"%ls\\conf\\release", dist);
    if (is_file(path)) return;
  }
  stop(1, L"this distribution is incomplete: cannot read", path);
}

static void find_java(wchar_t *java) {
  static const wchar_t *const names[] = {L"OMNIPKG_JAVA", L"JAVA_HOME"};
  wchar_t folder[MOST];
  for (int i = 0; i < 2; i++) {
    DWORD length = GetEnvironmentVariableW(names[i], folder, MOST);
    if (!length || length >= MOST) continue;
    _snwprintf(java, MOST - 1, L"%ls\\bin\\java.exe", folder);
    if (is_file(java)) return;
    if (is_file(folder)) {
      wcscpy(java, folder);
      return;
    }
  }
  wcscpy(java, L"java.exe"); /* the PATH is searched by Windows */
}

int main(void) {
  static wchar_t java[MOST];
  const wchar_t *arguments = own_arguments();
  find_distribution();
  if (!wcscmp(arguments, L"--version") || !wcscmp(arguments, L"-V")) {
    tell_version(path);
    return 0;
  }
  find_java(java);
  int length = _snwprintf(line, 2 * MOST - 1,
                          L"\"%ls\" \"@%ls\\conf\\jvm.options\" \"-Domnipkg.dist=%ls\" -jar"
                          L" \"%ls\\lib\\omnipkg-launcher.jar\" once %ls",
                          java, dist, dist, dist, arguments);
  if (length < 0 || length >= MOST) stop(1, L"the command line is too long:", java);
  return run(line);
}
