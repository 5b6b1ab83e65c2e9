package org.omnipkg.ecosystem.node.internal.tree;

import java.util.List;
import java.util.Locale;

/** The page that tells what came of holding our trees against npm's. */
final class AgreementPage {
  private static final String WORKSPACES =
      """
      ## Workspaces
      `WorkspacesLiveTest` holds four workspaces against npm in the live tests, place by place: two made ones (members that want
      different versions of the same; members with frameworks that have peers) and the packages of babel and jest, each release's
      manifest as a member. All four are the same. A place in a member's own folder is called by the member
      (`node_modules/@m/b/node_modules/ms` for npm's `packages/b/node_modules/ms`).
      """;

  private AgreementPage() {}

  static String of(List<Agreement.Verdict> verdicts, String versions) {
    long places = verdicts.stream().filter(Agreement.Verdict::samePlaces).count();
    long packages = verdicts.stream().filter(Agreement.Verdict::samePackages).count();
    StringBuilder text = new StringBuilder();
    text.append("# The house's resolver for Node and npm's\n".replace("\\\n", "\n"))
        .append(
            "Our tree of each set of requirements is held against the `packages` of the lock file that\n")
        .append(
            "`npm install --package-lock-only` makes of the same `package.json` ("
                + versions
                + "). A set\n")
        .append(
            "counts as the same only when every place in the tree has the same version; a set npm refuses, when we\n")
        .append(
            "refuse it for the same reason. The sets stand in `src/test/resources/agreement/sets.txt` of the bundle;\n")
        .append(
            "`AgreementLiveTest` holds some of them in the live tests and all of them in the full ones, and writes\n")
        .append("this page with `-Daccept`.\n\n")
        .append(
            String.format(
                Locale.ROOT,
                "**%d of %d sets have the same places, %d the same packages (%.1f %%).**\n\n",
                places,
                verdicts.size(),
                packages,
                100.0 * packages / verdicts.size()))
        .append(
            "Packages that come inside another one's tarball (`inBundle`) are not compared: we take them as the\n")
        .append(
            "tarball brings them. Packages for other platforms are compared, and left out only afterwards.\n\n")
        .append("| set | packages | places | ours, ms |\n|---|---:|---|---:|\n");
    for (Agreement.Verdict verdict : verdicts) {
      boolean refused = verdict.theirs().containsKey("error");
      text.append("| ")
          .append(verdict.name())
          .append(" | ")
          .append(refused ? "refused" : String.valueOf(verdict.theirs().size()))
          .append(" | ")
          .append(
              verdict.samePlaces() ? "same" : verdict.samePackages() ? "same packages" : "differ")
          .append(" | ")
          .append(verdict.oursMillis())
          .append(" |\n");
    }
    text.append("\nTimes are of a warm process with the registry's documents at hand.\n\n");
    text.append(WORKSPACES).append("\n## Differences\n");
    boolean none = true;
    for (Agreement.Verdict verdict : verdicts) {
      if (!verdict.samePlaces()) {
        none = false;
        text.append("\n").append(verdict.name()).append("\n\n");
        verdict.differences().forEach(line -> text.append("- ").append(line).append("\n"));
      }
    }
    return text.append(none ? "None.\n" : "").toString();
  }
}
