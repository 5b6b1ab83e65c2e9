package org.omnipkg.bounds.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One method: it asks at its beginning, at every backward jump and at every catch whether it may go
 * on (a loop around one that catches all would else outlive its ending), and cannot end the
 * process.
 */
final class Tether extends MethodVisitor {
  private static final String LEASH = "org/omnipkg/bounds/woven/Leash";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final String RUNTIME = "java/lang/Runtime";
  private static final String BUNDLE = "org/osgi/framework/Bundle";

  /** What the calls that are put in need at most: an id, and a method twice. */
  private static final int DEEPER = 3;

  /** Calls replaced: who, what and its form, to what of the leash. */
  private static final Map<String, Swap> SWAPS =
      Map.ofEntries(
          Map.entry("java/lang/System.exit(I)V", new Swap("exit", "(II)V")),
          Map.entry(RUNTIME + ".exit(I)V", new Swap("exit", "(L" + RUNTIME + ";II)V")),
          Map.entry(RUNTIME + ".halt(I)V", new Swap("exit", "(L" + RUNTIME + ";II)V")),
          Map.entry(BUNDLE + ".stop()V", new Swap("stop", "(L" + BUNDLE + ";I)V")),
          Map.entry(BUNDLE + ".stop(I)V", new Swap("stop", "(L" + BUNDLE + ";II)V")),
          find("findStatic"),
          find("findVirtual"),
          Map.entry(
              LOOKUP + ".unreflect(Ljava/lang/reflect/Method;)Ljava/lang/invoke/MethodHandle;",
              new Swap(
                  "unreflect",
                  "(L" + LOOKUP + ";Ljava/lang/reflect/Method;I)Ljava/lang/invoke/MethodHandle;")));

  private final int bundle;
  private final boolean entered;
  private final Set<Label> seen = new HashSet<>();
  private final Set<Label> handlers = new HashSet<>();
  private boolean due;

  private record Swap(String name, String form) {}

  /**
   * @param entered whether it asks at its beginning: not where an object is not one yet
   */
  Tether(MethodVisitor inner, int bundle, boolean entered) {
    super(Opcodes.ASM9, inner);
    this.bundle = bundle;
    this.entered = entered;
  }

  private static Map.Entry<String, Swap> find(String name) {
    String arguments = "Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
    String result = ")Ljava/lang/invoke/MethodHandle;";
    return Map.entry(
        LOOKUP + "." + name + "(" + arguments + result,
        new Swap(name, "(L" + LOOKUP + ";" + arguments + "I" + result));
  }

  private void id() {
    super.visitLdcInsn(bundle);
  }

  private void ask() {
    id();
    super.visitMethodInsn(Opcodes.INVOKESTATIC, LEASH, "here", "(I)V", false);
  }

  /** Before the first instruction of a handler, after its frame. */
  private void handled() {
    if (due) {
      due = false;
      ask();
    }
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (entered) {
      ask();
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    if (type != null) {
      // Those for everything may cover themselves, as at the end of `synchronized`.
      handlers.add(handler);
    }
    super.visitTryCatchBlock(start, end, handler, type);
  }

  @Override
  public void visitLabel(Label label) {
    handled();
    seen.add(label);
    due = handlers.contains(label);
    super.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    handled();
    if (seen.contains(label)) {
      ask();
    }
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label dflt, Label... labels) {
    handled();
    backward(dflt, labels);
    super.visitTableSwitchInsn(min, max, dflt, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label dflt, int[] keys, Label[] labels) {
    handled();
    backward(dflt, labels);
    super.visitLookupSwitchInsn(dflt, keys, labels);
  }

  private void backward(Label dflt, Label... labels) {
    if (seen.contains(dflt) || java.util.Arrays.stream(labels).anyMatch(seen::contains)) {
      ask();
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String form, boolean isInterface) {
    handled();
    Swap swap = SWAPS.get(owner.replace("launch/Framework", "Bundle") + "." + name + form);
    if (swap != null && opcode != Opcodes.INVOKESPECIAL) {
      id();
      super.visitMethodInsn(Opcodes.INVOKESTATIC, LEASH, swap.name(), swap.form(), false);
      return;
    }
    if (owner.equals("java/lang/reflect/Method") && name.equals("invoke")) {
      super.visitInsn(Opcodes.DUP2_X1);
      super.visitInsn(Opcodes.POP2);
      super.visitInsn(Opcodes.DUP_X2);
      id();
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, LEASH, "vet", "(Ljava/lang/reflect/Method;I)V", false);
    }
    super.visitMethodInsn(opcode, owner, name, form, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(String name, String form, Handle made, Object... arguments) {
    handled();
    Object[] safe = arguments.clone();
    for (int i = 0; i < safe.length; i++) {
      if (safe[i] instanceof Handle handle) {
        safe[i] = safe(handle);
      }
    }
    super.visitInvokeDynamicInsn(name, form, made, safe);
  }

  /** A method reference carries no id: its caller is looked up when it is used. */
  private static Handle safe(Handle handle) {
    String called = handle.getOwner() + "." + handle.getName() + handle.getDesc();
    return switch (called) {
      case "java/lang/System.exit(I)V" -> leash("(I)V");
      case RUNTIME + ".exit(I)V", RUNTIME + ".halt(I)V" -> leash("(L" + RUNTIME + ";I)V");
      default -> handle;
    };
  }

  private static Handle leash(String form) {
    return new Handle(Opcodes.H_INVOKESTATIC, LEASH, "exit", form, false);
  }

  @Override
  public void visitInsn(int opcode) {
    handled();
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    handled();
    super.visitIntInsn(opcode, operand);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    handled();
    super.visitVarInsn(opcode, index);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    handled();
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String form) {
    handled();
    super.visitFieldInsn(opcode, owner, name, form);
  }

  @Override
  public void visitLdcInsn(Object value) {
    handled();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    handled();
    super.visitIincInsn(index, increment);
  }

  @Override
  public void visitMultiANewArrayInsn(String form, int dimensions) {
    handled();
    super.visitMultiANewArrayInsn(form, dimensions);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    super.visitMaxs(stack + DEEPER, locals);
  }
}
