package org.omnipkg.tck;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A class as it stands in its file: nothing is loaded. Names are internal ones, with slashes. */
final class ClassFile {
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int INTERFACE_METHOD = 11;

  private final ClassReader reader;
  private final List<Member> methods = new ArrayList<>();
  private final Set<Member> members = new LinkedHashSet<>();

  ClassFile(byte[] bytes) {
    reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            methods.add(new Member(name(), name, descriptor, (access & Opcodes.ACC_ABSTRACT) != 0));
            return null;
          }

          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              @Nullable Object value) {
            members.add(new Member(name(), name, descriptor, false));
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    members.addAll(methods);
  }

  /** A field or a method; a class's own when {@code name} is empty. */
  record Member(String owner, String name, String descriptor, boolean isAbstract) {
    boolean same(Member other) {
      return name.equals(other.name) && descriptor.equals(other.descriptor);
    }

    /** As Java spells it. */
    @Override
    public String toString() {
      String type = owner.replace('/', '.');
      if (name.isEmpty()) {
        return type;
      } else if (!descriptor.startsWith("(")) {
        return type + "." + name + " of type " + Type.getType(descriptor).getClassName();
      }
      List<String> arguments = new ArrayList<>();
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        arguments.add(argument.getClassName());
      }
      return type
          + "."
          + name
          + "("
          + String.join(", ", arguments)
          + ") returning "
          + Type.getReturnType(descriptor).getClassName();
    }
  }

  String name() {
    return reader.getClassName();
  }

  /** Major version of its format; 61 is Java 17's. */
  int format() {
    return reader.readUnsignedShort(6);
  }

  boolean isConcrete() {
    return (reader.getAccess() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
  }

  boolean isInterface() {
    return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Its superclass, if it has one, and its interfaces. */
  List<String> parents() {
    List<String> parents = new ArrayList<>();
    if (reader.getSuperName() != null) {
      parents.add(reader.getSuperName());
    }
    parents.addAll(List.of(reader.getInterfaces()));
    return parents;
  }

  List<Member> methods() {
    return methods;
  }

  Set<Member> members() {
    return members;
  }

  /** Every class, field and method its code can ask the virtual machine for. */
  Set<Member> used() {
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<Member> used = new LinkedHashSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      int kind = at == 0 ? 0 : reader.readByte(at - 1);
      if (kind == CLASS) {
        used.add(new Member(element(reader.readUTF8(at, buffer)), "", "", false));
      } else if (kind >= FIELD && kind <= INTERFACE_METHOD) {
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        used.add(
            new Member(
                element(reader.readClass(at, buffer)),
                reader.readUTF8(nameAndType, buffer),
                reader.readUTF8(nameAndType + 2, buffer),
                false));
      }
    }
    return used;
  }

  /** An array is as good as what it is made of. */
  private static String element(String type) {
    return type.startsWith("[") ? type.replaceAll("^\\[+L?|;$", "") : type;
  }
}
