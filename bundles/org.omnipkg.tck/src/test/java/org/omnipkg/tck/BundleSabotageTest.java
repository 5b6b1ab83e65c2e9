package org.omnipkg.tck;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.omnipkg.tck.sabotage.bundle.Clinging;
import org.omnipkg.tck.sabotage.bundle.Homesick;
import org.omnipkg.tck.sabotage.bundle.Rude;
import org.omnipkg.tck.sabotage.bundle.Tired;

class BundleSabotageTest extends SabotageContract {
  private static final String CONTRACTS =
      "org.omnipkg.model;version=\"[1.0,2)\",org.omnipkg.spi;version=\"[1.0,2)\",org.osgi.framework";

  private static final Map<String, UnaryOperator<ToyBundle>> FLAWS =
      Map.ofEntries(
          entry("it_has_a_name_and_a_version_of_its_own", toy -> toy.header("Bundle-Version", "")),
          entry(
              "it_imports_nothing_of_the_house_but_the_contracts",
              importing(
                  CONTRACTS + ",org.omnipkg.engine;version=\"[1.0,2)\";resolution:=optional")),
          entry(
              "it_says_up_to_which_version_of_a_contract_it_works",
              importing("org.omnipkg.model,org.omnipkg.spi;version=1.0,org.osgi.framework")),
          entry("it_carries_no_copy_of_the_contracts", BundleSabotageTest::copying),
          entry(
              "its_classes_run_on_java_17",
              toy -> toy.file("toy/New.class", type("toy/New", Opcodes.V21, "java/lang/Runnable"))),
          entry(
              "what_it_asks_of_the_contracts_is_there",
              toy -> toy.file("toy/Asking.class", asking())),
          entry(
              "what_it_promises_by_a_contract_it_implements",
              toy ->
                  toy.file(
                      "toy/Lazy.class",
                      type("toy/Lazy", Opcodes.V17, "org/omnipkg/spi/PackageIndex"))),
          entry(
              "it_resolves_with_the_contracts_alone",
              toy -> toy.header("Require-Capability", "toy.box;filter:=\"(toy.box=large)\"")),
          entry("it_registers_exactly_one_ecosystem", toy -> toy.times(2)),
          entry("its_services_say_whose_they_are", toy -> toy.saying("bricks")),
          entry(
              "its_manifest_says_which_language_it_brings",
              toy -> toy.header("Provide-Capability", "")),
          entry(
              "each_resolver_is_there_as_its_manifest_says",
              toy ->
                  toy.header(
                      "Provide-Capability",
                      "omnipkg.ecosystem;omnipkg.ecosystem=toy,"
                          + "omnipkg.solver;omnipkg.solver=quick;omnipkg.ecosystem=toy")),
          entry("each_part_answers_or_refuses_politely", toy -> toy.of(Rude.class)),
          entry("it_survives_twenty_stops_and_starts", toy -> toy.of(Tired.class)),
          entry("it_survives_twenty_updates_under_calls", toy -> toy.of(Homesick.class)),
          entry("what_was_updated_leaves_no_class_loader_behind", toy -> toy.of(Clinging.class)));

  private static UnaryOperator<ToyBundle> importing(String packages) {
    return toy -> toy.header("Import-Package", packages);
  }

  private static ToyBundle copying(ToyBundle toy) {
    String name = "org/omnipkg/spi/Trace.class";
    try {
      return toy.file(name, ToyBundle.bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class that says it implements something. */
  private static byte[] type(String name, int format, String contract) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        format, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {contract});
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class that calls what no listing has. */
  private static byte[] asking() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "toy/Asking", null, "java/lang/Object", null);
    MethodVisitor ask =
        writer.visitMethod(Opcodes.ACC_STATIC, "ask", "(Lorg/omnipkg/model/Listing;)V", null, null);
    ask.visitCode();
    ask.visitVarInsn(Opcodes.ALOAD, 0);
    ask.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL, "org/omnipkg/model/Listing", "oldest", "(I)V", false);
    ask.visitInsn(Opcodes.RETURN);
    ask.visitMaxs(0, 0);
    ask.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Override
  protected Class<?> contract() {
    return BundleContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends BundleContract {
    private final ToyBundle toy;

    @TempDir static Path folder;

    Specimen(Flaw flaw) {
      toy = flaw.in(new ToyBundle(), FLAWS);
    }

    @Override
    protected Path jar() {
      try {
        return toy.write(folder.resolve("toy.jar"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    int rounds() {
      return 4;
    }
  }
}
