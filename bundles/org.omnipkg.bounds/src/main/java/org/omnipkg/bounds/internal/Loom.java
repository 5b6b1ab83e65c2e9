package org.omnipkg.bounds.internal;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.omnipkg.bounds.Bounds;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/** Rewrites the classes of added bundles, and of no others, when they are loaded. */
final class Loom implements WeavingHook {
  private static final String PACKAGE = "org.omnipkg.bounds.woven";

  @Override
  public void weave(WovenClass woven) {
    Bundle bundle = woven.getBundleWiring().getBundle();
    if (!Bounds.added(bundle)) {
      return;
    }
    try {
      woven.setBytes(rewritten(woven.getBytes(), (int) bundle.getBundleId()));
      if (!woven.getDynamicImports().contains(PACKAGE)) {
        woven.getDynamicImports().add(PACKAGE);
      }
    } catch (RuntimeException unreadable) {
      throw new WeavingException("cannot bound " + woven.getClassName(), unreadable);
    }
  }

  /** What is put in changes neither frames nor branches: only the stack gets deeper. */
  static byte[] rewritten(byte[] bytes, int bundle) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String form, String signature, String[] exceptions) {
            MethodVisitor inner = super.visitMethod(access, name, form, signature, exceptions);
            return new Tether(inner, bundle, !name.startsWith("<"));
          }
        },
        0);
    return writer.toByteArray();
  }
}
