package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.GoGrammar;
import org.omnipkg.ecosystem.go.internal.NetworkDesk;
import org.omnipkg.ecosystem.go.internal.PlainFacts;
import org.omnipkg.ecosystem.go.internal.project.GoProject;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.ProjectReader;

/** A project of a real module, its go.sum as the go command writes it and with another hash. */
@Tag("live")
class GoSumLiveTest {
  private static final String MODULE = "github.com/google/uuid";
  private static final String ZIP = "NIvaJDMOsjHA8n1jAhLSgzrAzy1Hgr+hNrb57e+94F0=";
  private static final String MOD = "TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=";

  @TempDir Path folder;

  private List<String> solve(String zip, String mod) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(
        project.resolve("go.mod"), "module mine\n\ngo 1.21\n\nrequire " + MODULE + " v1.6.0\n");
    Files.writeString(
        project.resolve("go.sum"),
        MODULE + " v1.6.0 h1:" + zip + "\n" + MODULE + " v1.6.0/go.mod h1:" + mod + "\n");
    NetworkDesk desk = new NetworkDesk(folder);
    ProjectReader.Project read = new GoProject().read(project, desk);
    List<Dependency> roots = new ArrayList<>();
    read.wanted().forEach(one -> roots.add(new GoGrammar().parse(one.words())));
    Problem problem =
        new Problem(
            "go",
            roots,
            read.constraints(),
            Agreement.problem(roots).target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    return new HouseSolver()
        .solve(problem, new PlainFacts(desk), desk).solved().orElseThrow().nodes().stream()
            .map(Node::toString)
            .toList();
  }

  @Test
  void the_lines_that_the_go_command_writes_are_taken() throws IOException {
    assertEquals(1, solve(ZIP, MOD).size());
  }

  @Test
  void a_wrong_hash_of_either_kind_is_refused_with_its_line() {
    Diagnostic zip = assertThrows(Refusal.class, () -> solve(MOD, MOD)).diagnostic();
    assertEquals("integrity.go-sum", zip.code());
    assertTrue(zip.message().contains("go.sum line 1"), zip.message());
    assertEquals(
        List.of("go.sum line 1: h1:" + MOD, "the checksum database: h1:" + ZIP), zip.details());
    Diagnostic mod = assertThrows(Refusal.class, () -> solve(ZIP, ZIP)).diagnostic();
    assertEquals("integrity.go-sum", mod.code());
    assertTrue(mod.message().contains("go.sum line 2"), mod.message());
  }
}
