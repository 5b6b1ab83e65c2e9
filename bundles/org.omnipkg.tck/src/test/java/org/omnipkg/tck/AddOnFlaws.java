package org.omnipkg.tck;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** How an add-on breaks the laws that are the same whatever it brings. */
final class AddOnFlaws {
  private static final String CONTRACTS =
      "org.omnipkg.model;version=\"[1.0,2)\",org.omnipkg.spi;version=\"[1.0,2)\",org.osgi.framework";

  private static final Map<String, UnaryOperator<ToyBundle>> COMMON =
      Map.ofEntries(
          entry("it_has_a_name_and_a_version_of_its_own", toy -> toy.header("Bundle-Version", "")),
          entry(
              "it_imports_nothing_of_the_house_but_the_contracts",
              importing(
                  CONTRACTS + ",org.omnipkg.engine;version=\"[1.0,2)\";resolution:=optional")),
          entry(
              "it_says_up_to_which_version_of_a_contract_it_works",
              importing("org.omnipkg.model,org.omnipkg.spi;version=1.0,org.osgi.framework")),
          entry("it_carries_no_copy_of_the_contracts", AddOnFlaws::copying),
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
              toy -> toy.header("Require-Capability", "toy.box;filter:=\"(toy.box=large)\"")));

  private AddOnFlaws() {}

  /** These and those of one kind of add-on. */
  @SafeVarargs
  static Map<String, UnaryOperator<ToyBundle>> and(
      Map.Entry<String, UnaryOperator<ToyBundle>>... own) {
    Map<String, UnaryOperator<ToyBundle>> all = new HashMap<>(COMMON);
    all.putAll(Map.ofEntries(own));
    return Map.copyOf(all);
  }

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
}
