package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A key of the configuration.
 *
 * @param valid what a value must satisfy
 * @param expected that rule in words
 */
record SettingKey(
    String name, String fallback, Predicate<String> valid, String expected, String description) {
  /** The resolver that is part of the house. */
  static final String HOUSE = "house";

  /** Behind the name of a language that was added: its version in a new environment. */
  static final String VERSION = "-version";

  static final List<SettingKey> ALL =
      List.of(
          new SettingKey(
              "environment",
              "default",
              value -> value.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
              "a name of letters, digits, `.`, `_` and `-`",
              "environment used when -e names none"),
          new SettingKey(
              "resolver",
              HOUSE,
              value -> value.matches("[a-z][a-z0-9-]*"),
              "a resolver's name, such as house, uv or pip",
              "who chooses versions of Python packages"),
          resolver("node"),
          resolver("ruby"),
          resolver("go"),
          new SettingKey(
              "python",
              "",
              value -> value.isEmpty() || value.matches("[0-9]+(\\.[0-9]+){0,2}[A-Za-z0-9]*"),
              "a version or its prefix, such as 3.11",
              "Python of a new environment; empty takes the newest here"),
          runtime("node", "18"),
          runtime("ruby", "3.1"),
          runtime("go", "1.22"),
          new SettingKey(
              "index",
              "",
              value -> true,
              "an address or folder, for each language at most one",
              "the index of Python; empty takes the one its own client uses; npm:URL and so on for"
                  + " other languages"),
          index("node"),
          index("ruby"),
          index("go"),
          new SettingKey(
              "extra-indexes",
              "",
              value -> true,
              "addresses separated by spaces",
              "further indexes, asked first, in this order; npm:URL and so on for other languages"),
          new SettingKey(
              "find-links",
              "",
              value -> true,
              "folders, archives or pages separated by spaces",
              "flat places that hold artifacts; npm:DIR and so on for other languages"),
          new SettingKey(
              "bare-words",
              "auto",
              value -> value.matches("auto|search|python"),
              "auto, search or python",
              "whether a word without a language is looked for in every one, or is Python's; auto"
                  + " looks unless Python has an index of your own"),
          new SettingKey(
              "bare-words-seconds",
              "15",
              value -> value.matches("[1-9][0-9]{0,3}"),
              "a number of seconds from 1 to 9999",
              "how long registries have to say what a word without a language may be"),
          new SettingKey(
              "allow-scripts",
              "",
              value -> true,
              "names of packages separated by spaces or commas, such as npm:esbuild",
              "packages whose own scripts may run when they are installed"),
          new SettingKey(
              "keyring",
              "",
              value -> !value.contains(" "),
              "`subprocess` or the name of a command like `keyring`",
              "asked for the password of an index whose address names only a user"),
          new SettingKey(
              "python-mirror",
              "",
              value -> true,
              "an address or a file of provider manifests",
              "where further Python builds are obtained"),
          new SettingKey(
              "generations",
              "20",
              value -> value.matches("[1-9][0-9]{0,4}"),
              "a number from 1 to 99999",
              "how many generations of an environment are kept"),
          new SettingKey(
              "sharing",
              "auto",
              value -> value.matches("auto|links|copies"),
              "auto, copies or links",
              "what new generations do with the store's files: auto copies where the file system"
                  + " clones and links elsewhere; copies keep root too from writing into the store"),
          new SettingKey(
              "plugin-seconds",
              "30",
              value -> value.matches("[1-9][0-9]{0,4}"),
              "a number of seconds from 1 to 99999",
              "how long an added plugin may take for one call without a sign of progress"),
          new SettingKey(
              "plugin-threads",
              "64",
              value -> value.matches("[0-9]{1,5}"),
              "a number from 0 to 99999",
              "how many threads of its own an added plugin may keep running"),
          new SettingKey(
              "idle-seconds",
              "10800",
              value -> value.matches("[0-9]{1,9}"),
              "a number of seconds; 0 for never",
              "after how long without work the daemon ends"));

  private static SettingKey runtime(String name, String example) {
    return new SettingKey(
        name,
        "",
        value -> value.isEmpty() || value.matches("[0-9]+(\\.[0-9]+){0,3}[A-Za-z0-9.-]*"),
        "a version or its prefix, such as " + example,
        "its version in a new environment; empty takes the newest here");
  }

  private static SettingKey index(String language) {
    return new SettingKey(
        language + "-index",
        "",
        value -> !value.contains(" ") && !Addressed.mayHaveLanguage(value),
        "one address or folder, without a language in front (`index` takes those)",
        "the index of " + language + "; empty takes the one its own client uses");
  }

  private static SettingKey resolver(String language) {
    return new SettingKey(
        language + "-resolver",
        "house",
        value -> value.matches("[a-z][a-z0-9-]*"),
        "a resolver's name",
        "who chooses versions of " + language + " packages");
  }

  /** A key by name; those of languages that were added have the language in front. */
  static Optional<SettingKey> find(String name) {
    return ALL.stream().filter(key -> key.name().equals(name)).findFirst().or(() -> added(name));
  }

  private static Optional<SettingKey> added(String name) {
    int dash = name.indexOf('-');
    String language = dash < 0 ? "" : name.substring(0, dash);
    if (!language.matches("[a-z][a-z0-9]*") || language.equals(Words.BARE)) {
      return Optional.empty();
    }
    return Stream.of(index(language), resolver(language), runtime(language + VERSION, "17"))
        .filter(key -> key.name().equals(name))
        .findFirst();
  }

  static boolean isKnown(String name) {
    return find(name).isPresent();
  }

  /** {@code OMNIPKG_EXTRA_INDEXES} for {@code extra-indexes}. */
  String variable() {
    return name.equals("environment")
        ? "OMNIPKG_ENV"
        : "OMNIPKG_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
