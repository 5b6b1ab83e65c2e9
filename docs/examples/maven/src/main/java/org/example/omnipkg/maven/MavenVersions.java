package org.example.omnipkg.maven;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** Maven's order of versions and its ranges. */
final class MavenVersions implements Versions {
  private static final Pattern REHEARSAL =
      Pattern.compile(
          "(.*[.-])?(alpha|beta|milestone|rc|cr|snapshot|ea|pre|preview|dev|m(?=[0-9]))"
              + "[.-]?[0-9]*([.-].*)?|[0-9.]+(a|b|rc|m|alpha|beta)[0-9]+([.-].*)?");

  static boolean isRehearsal(String version) {
    return REHEARSAL.matcher(version.toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public int compare(String one, String other) {
    return Range.version(one).compareTo(Range.version(other));
  }

  @Override
  public Choice select(String range, Listing of) {
    if (of.name().ecosystem().equals("runtime")) {
      return runtimes(range, of);
    }
    List<Release> releases = of.releases();
    BitSet admitted = new BitSet(releases.size());
    BitSet lastResort = new BitSet(releases.size());
    Range wanted = range.isEmpty() ? null : read(range);
    boolean exact = wanted != null && wanted.isVersion();
    boolean welcome = wanted != null && isRehearsal(range.replaceAll("[\\[\\](),]+", " ").strip());
    for (int i = 0; i < releases.size(); i++) {
      String version = releases.get(i).pin().version();
      if (wanted == null || wanted.admits(version)) {
        boolean last = releases.get(i).prerelease() && !exact && !welcome;
        (last ? lastResort : admitted).set(i);
      }
    }
    return new Choice(admitted, lastResort, exact);
  }

  /** A Java is asked for by the beginning of its version, or by a range. */
  private static Choice runtimes(String range, Listing of) {
    BitSet admitted = new BitSet(of.releases().size());
    for (int i = 0; i < of.releases().size(); i++) {
      if (JavaRuntimes.admits(range, of.releases().get(i).pin().version())) {
        admitted.set(i);
      }
    }
    return new Choice(admitted, new BitSet(), false);
  }

  private static Range read(String range) {
    return Range.of(range)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "requirement.malformed", "`" + range + "` is no range of Maven", "")));
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    int rehearsal = -1;
    for (int i = among.length() - 1; i >= 0; i = i == 0 ? -1 : among.previousSetBit(i - 1)) {
      Release release = of.releases().get(i);
      if (release.usable().holds(on)) {
        if (!release.prerelease()) {
          return i;
        }
        rehearsal = Math.max(rehearsal, i);
      }
    }
    return rehearsal >= 0 ? rehearsal : among.length() - 1;
  }
}
