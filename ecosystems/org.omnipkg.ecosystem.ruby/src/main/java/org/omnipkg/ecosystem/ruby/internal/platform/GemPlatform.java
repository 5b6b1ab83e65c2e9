package org.omnipkg.ecosystem.ruby.internal.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A platform a gem was built for, e.g. {@code x86_64-linux-gnu} or {@code java}.
 *
 * @param cpu empty for any
 * @param version of the system or its C library, empty for any
 */
public record GemPlatform(String cpu, String os, String version) {
  /** The platform of gems that run everywhere. */
  public static final String RUBY = "ruby";

  private static final String UNIVERSAL = "universal";
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?$");
  private static final Pattern OLD_X86 = Pattern.compile("i[0-9]86");

  /** Systems in the order they are looked for. */
  private static final List<Kind> KINDS =
      List.of(
          Kind.of("aix([0-9]+)?", "aix", 1),
          Kind.of("cygwin", "cygwin", 0),
          Kind.of("darwin([0-9]+)?", "darwin", 1),
          Kind.of("^macruby$", "macruby", 0),
          Kind.of("freebsd([0-9]+)?", "freebsd", 1),
          Kind.of("^(?:java|jruby)$", "java", 0),
          Kind.of("^java([0-9.]*)", "java", 1),
          Kind.of("^dalvik([0-9]+)?$", "dalvik", 1),
          Kind.of("^dotnet$", "dotnet", 0),
          Kind.of("^dotnet([0-9.]*)", "dotnet", 1),
          Kind.of("linux-?(\\w+)?", "linux", 1),
          Kind.of("mingw32", "mingw32", 0),
          Kind.of("mingw-?(\\w+)?", "mingw", 1),
          Kind.of("(mswin[0-9]+)(?:_([0-9]+))?", "", 2),
          Kind.of("netbsdelf", "netbsdelf", 0),
          Kind.of("openbsd([0-9]+\\.[0-9]+)?", "openbsd", 1),
          Kind.of("solaris([0-9]+\\.[0-9]+)?", "solaris", 1),
          Kind.of("wasi", "wasi", 0),
          Kind.of("^(\\w+_platform)([0-9]+)?", "", 2));

  /** How a system is spelled; its name is the first group where none is given. */
  private record Kind(Pattern form, String name, int version) {
    static Kind of(String form, String name, int version) {
      return new Kind(Pattern.compile(form), name, version);
    }
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+([-.][A-Za-z0-9_.]+)*");

  public static GemPlatform of(String text) {
    List<String> parts = new ArrayList<>(List.of(text.split("-", -1)));
    String last = parts.get(parts.size() - 1);
    if (parts.size() > 2 && !NUMBER.matcher(last).find()) {
      parts.remove(parts.size() - 1);
      parts.set(parts.size() - 1, parts.get(parts.size() - 1) + "-" + last);
    }
    String cpu = parts.remove(0);
    cpu = OLD_X86.matcher(cpu).find() ? "x86" : cpu;
    if (parts.size() == 2 && parts.get(1).matches("[0-9]+(\\.[0-9]+)?")) {
      return new GemPlatform(cpu, parts.get(0), parts.get(1));
    }
    return parts.isEmpty() ? system("", cpu) : system(cpu, parts.get(0));
  }

  private static GemPlatform system(String cpu, String os) {
    for (Kind kind : KINDS) {
      Matcher matcher = kind.form().matcher(os);
      if (matcher.find()) {
        String name = kind.name().isEmpty() ? matcher.group(1) : kind.name();
        String version =
            kind.version() == 0 || matcher.group(kind.version()) == null
                ? ""
                : matcher.group(kind.version());
        boolean bits = cpu.isEmpty() && name.startsWith("mswin") && os.endsWith("32");
        return new GemPlatform(bits ? "x86" : cpu, name, version);
      }
    }
    return new GemPlatform(cpu, "unknown", "");
  }

  /** Whether a name is one: safe in file names. */
  public static boolean valid(String text) {
    return text.length() < 100 && NAME.matcher(text).matches() && !text.contains("..");
  }

  /** Whether a gem for that platform runs here, this being the platform of a Ruby. */
  public boolean takes(GemPlatform gem) {
    if (os.startsWith("mingw") && gem.os.startsWith("mingw") && universal(gem)) {
      return true;
    }
    boolean processor =
        cpu.isEmpty()
            || gem.cpu.isEmpty()
            || universal(gem)
            || cpu.equals(gem.cpu)
            || gem.cpu.equals("arm") && cpu.startsWith("armv");
    return processor && os.equals(gem.os) && (os.equals("linux") ? library(gem) : edition(gem));
  }

  private boolean universal(GemPlatform gem) {
    return cpu.equals(UNIVERSAL) || gem.cpu.equals(UNIVERSAL);
  }

  private boolean edition(GemPlatform gem) {
    return version.isEmpty() || gem.version.isEmpty() || version.equals(gem.version);
  }

  /** A gem that names no C library was built for glibc and may do for musl too. */
  private boolean library(GemPlatform gem) {
    return plain(version).equals(plain(gem.version))
        || List.of("musl", "musleabi", "musleabihf").stream()
            .anyMatch(musl -> version.equals(musl + gem.version));
  }

  private static String plain(String library) {
    return library.replaceFirst("^gnu", "").replaceFirst("eabi(hf)?$", "");
  }

  /** How special a gem for that platform is here, as bundler counts it: the smaller, the better. */
  int distance(GemPlatform gem) {
    if (equals(gem)) {
      return -1;
    }
    boolean arm = gem.cpu.equals("arm") && cpu.startsWith("arm");
    boolean any = gem.cpu.isEmpty() || gem.cpu.equals(UNIVERSAL);
    int processor = gem.cpu.equals(cpu) || arm ? 0 : any ? 1 : 2;
    int edition = gem.version.equals(version) ? 0 : gem.version.isEmpty() ? 1 : 2;
    return processor * 10 + edition * 100;
  }
}
