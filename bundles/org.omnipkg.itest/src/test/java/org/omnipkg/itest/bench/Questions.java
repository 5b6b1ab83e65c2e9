package org.omnipkg.itest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.itest.agreement.RequirementSet;

/**
 * Requirement sets as files that omnipkg and uv read alike. A file asked about again differs in a
 * constraint on a name nobody needs, so that no remembered answer is one to it.
 */
final class Questions {
  private final Workshop shop;
  private final List<RequirementSet> sets = new ArrayList<>();
  private static final Pattern READ = Pattern.compile("Read \\d+ lists of releases and (\\d+)");
  private static final Pattern FETCHED = Pattern.compile("No cache entry for: (\\S+\\.whl)");

  private int same;
  private int asked;
  private int manifests;
  private int rivals;

  Questions(Workshop shop) throws IOException {
    this.shop = shop;
    Files.createDirectories(shop.folder().resolve("questions"));
  }

  /** Some of the sets of the comparison with uv. */
  static List<RequirementSet> known(boolean wide) throws IOException {
    return RequirementSet.all().stream()
        .filter(set -> set.pythons().contains("3.12"))
        .filter(set -> wide || !set.wide())
        .toList();
  }

  /** Adds a set that both find a solution for; what that reads is in their caches then. */
  boolean add(RequirementSet set) throws IOException {
    Path file = next(set);
    try {
      count(file);
      Map<String, String> theirs = theirs(Shell.run(uv(file)));
      Map<String, String> mine = mine(Shell.run(ours(shop.ours(), file).plus("--json")));
      same += theirs.equals(mine) ? 1 : 0;
    } catch (Failure unsolved) {
      return false;
    }
    sets.add(set);
    return true;
  }

  /** How many manifests each reads for it; uv tells only of those that it has to fetch. */
  private void count(Path file) throws IOException {
    Path cache = shop.folder().resolve("questions-uv-cache");
    Shell.remove(cache);
    String log =
        Shell.told(
            uv(file, "--cache-dir", cache.toString(), "-v", "-v").with("RUST_LOG", "uv=debug"));
    Matcher ours = READ.matcher(Shell.told(ours(shop.ours(), file).plus("-v")));
    if (ours.find()) {
      manifests += Integer.parseInt(ours.group(1));
      rivals +=
          (int) FETCHED.matcher(log).results().map(found -> found.group(1)).distinct().count();
    }
  }

  /** How many manifests ours read for all sets together, against those uv read. */
  String reading() {
    return String.format(
        "For all of them ours read %d manifests, uv %d: %.2f x.",
        manifests, rivals, manifests / (double) Math.max(1, rivals));
  }

  List<RequirementSet> sets() {
    return sets;
  }

  /** For how many of the sets both chose the same. */
  int same() {
    return same;
  }

  /** The set in a file that was never asked about. */
  Path next(RequirementSet set) throws IOException {
    Path folder = shop.folder().resolve("questions");
    String stem = asked++ + "-" + System.nanoTime();
    List<String> constraints = new ArrayList<>(set.constraints());
    constraints.add("nobody-needs-" + stem + "<9");
    Path limits = Files.write(folder.resolve(stem + "-limits.txt"), constraints);
    List<String> lines = new ArrayList<>(set.requirements());
    lines.add("-c " + limits);
    return Files.write(folder.resolve(stem + ".txt"), lines);
  }

  Command ours(Ours home, Path file) {
    return home.command(
        "-e", "questions", "install", "--python", "3.11", "--dry-run", "-r", file.toString());
  }

  Command uv(Path file, String... options) {
    return shop.command(shop.uv(), "pip", "compile", "--no-build", "--no-header")
        .plus("--no-annotate", "-p", shop.python().toString(), file.toString())
        .plus(options);
  }

  private static Map<String, String> theirs(String out) {
    Map<String, String> pins = new TreeMap<>();
    for (String line : out.lines().toList()) {
      String[] halves = line.split("==", 2);
      if (halves.length == 2) {
        pins.put(halves[0].replaceFirst("\\[.*", ""), halves[1].strip().split(" ")[0]);
      }
    }
    return pins;
  }

  private static Map<String, String> mine(String out) throws IOException {
    Map<String, String> pins = new TreeMap<>();
    for (JsonNode change : new ObjectMapper().readTree(out).path("changes")) {
      pins.put(change.path("name").asText(), change.path("after").asText());
    }
    return pins;
  }
}
