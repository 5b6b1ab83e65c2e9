package org.omnipkg.ecosystem.ruby.internal.platform;

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
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(aix|darwin|freebsd|hpux|java|dalvik|dotnet|openbsd|bitrig|solaris)([0-9.]*)");
  private static final Pattern LINUX = Pattern.compile("linux-?(\\w+)?");
  private static final Pattern MINGW = Pattern.compile("mingw-?(\\w+)?");
  private static final Pattern MSWIN = Pattern.compile("(mswin[0-9]+)(?:_([0-9]+))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+([-.][A-Za-z0-9_.]+)*");

  public static GemPlatform of(String text) {
    String[] parts = text.split("-", 2);
    if (parts.length == 1) {
      String os = parts[0].equals("jruby") ? "java" : parts[0];
      return system("", os);
    }
    String cpu = parts[0].matches("i[0-9]86.*") ? "x86" : parts[0];
    int dash = parts[1].lastIndexOf('-');
    if (dash > 0 && parts[1].substring(dash + 1).matches("[0-9]+(\\.[0-9]+)?")) {
      return new GemPlatform(cpu, parts[1].substring(0, dash), parts[1].substring(dash + 1));
    }
    return system(cpu, parts[1]);
  }

  private static GemPlatform system(String cpu, String os) {
    Matcher linux = LINUX.matcher(os);
    if (linux.find()) {
      return new GemPlatform(cpu, "linux", linux.group(1) == null ? "" : linux.group(1));
    }
    Matcher windows = MSWIN.matcher(os);
    if (windows.find()) {
      String bits = cpu.isEmpty() && windows.group(1).endsWith("32") ? "x86" : cpu;
      return new GemPlatform(
          bits, windows.group(1), windows.group(2) == null ? "" : windows.group(2));
    }
    if (os.contains("mingw32")) {
      return new GemPlatform(cpu, "mingw32", "");
    }
    Matcher mingw = MINGW.matcher(os);
    if (mingw.find()) {
      return new GemPlatform(cpu, "mingw", mingw.group(1) == null ? "" : mingw.group(1));
    }
    Matcher numbered = NUMBERED.matcher(os);
    if (numbered.find()) {
      return new GemPlatform(cpu, numbered.group(1), numbered.group(2));
    }
    return new GemPlatform(cpu, os, "");
  }

  /** Whether a name is one: safe in file names. */
  public static boolean valid(String text) {
    return text.length() < 100 && NAME.matcher(text).matches() && !text.contains("..");
  }

  /** Whether a gem for that platform runs here, this being the platform of a Ruby. */
  public boolean takes(GemPlatform gem) {
    boolean processor =
        cpu.isEmpty()
            || gem.cpu.isEmpty()
            || cpu.equals(UNIVERSAL)
            || gem.cpu.equals(UNIVERSAL)
            || cpu.equals(gem.cpu)
            || gem.cpu.equals("arm") && cpu.startsWith("armv");
    return processor && os.equals(gem.os) && (os.equals("linux") ? library(gem) : edition(gem));
  }

  private boolean edition(GemPlatform gem) {
    return version.isEmpty() || gem.version.isEmpty() || version.equals(gem.version);
  }

  /** A gem that names no C library was built for glibc and may do for musl too. */
  private boolean library(GemPlatform gem) {
    String here = version.replaceFirst("^gnu", "");
    String there = gem.version.replaceFirst("^gnu", "");
    return here.equals(there) || there.isEmpty() && here.startsWith("musl");
  }

  /** How special a gem for that platform is here: the smaller, the better. */
  int distance(GemPlatform gem) {
    if (equals(gem)) {
      return 0;
    }
    int far = gem.cpu.equals(cpu) ? 0 : gem.cpu.isEmpty() || gem.cpu.equals(UNIVERSAL) ? 2 : 4;
    return 1 + far + (gem.version.equals(version) ? 0 : 1);
  }
}
