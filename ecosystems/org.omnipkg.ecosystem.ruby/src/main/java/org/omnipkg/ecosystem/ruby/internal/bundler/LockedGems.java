package org.omnipkg.ecosystem.ruby.internal.bundler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;

/**
 * What bundler chose: the sources' part of its lock.
 *
 * @param gems name to what was chosen
 */
record LockedGems(Map<String, Chosen> gems) {
  private static final Pattern SPEC = Pattern.compile(" {4}(\\S+) \\(([^)-]+)(?:-([^)]+))?\\)");
  private static final Pattern NEED = Pattern.compile(" {6}(\\S+)(?: \\((.*)\\))?");

  /** One gem and the names of those it needs. */
  record Chosen(String version, String platform, List<String> needs) {}

  static LockedGems read(String lock) {
    Map<String, Chosen> gems = new LinkedHashMap<>();
    boolean inside = false;
    List<String> needs = new ArrayList<>();
    for (String line : lock.split("\n", -1)) {
      if (!line.isEmpty() && line.charAt(0) != ' ') {
        inside = line.strip().equals("GEM");
      }
      Matcher spec = SPEC.matcher(line);
      Matcher need = NEED.matcher(line);
      if (inside && spec.matches()) {
        needs = new ArrayList<>();
        String platform = spec.group(3) == null ? "" : GemSpec.plain(spec.group(3));
        gems.put(spec.group(1), new Chosen(spec.group(2), platform, needs));
      } else if (inside && need.matches()) {
        needs.add(need.group(1));
      }
    }
    return new LockedGems(gems);
  }
}
