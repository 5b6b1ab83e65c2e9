package org.omnipkg.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.omnipkg.tck.ClassFile.Member;

/** Holds the classes of an add-on against the contracts it will meet. */
final class Signatures {
  private final Map<String, ClassFile> own;
  private final Map<String, ClassFile> contracts = new LinkedHashMap<>();
  private final Map<String, Optional<ClassFile>> platform = new HashMap<>();

  Signatures(Path addOn, List<Path> contracts) {
    own = classes(addOn);
    contracts.forEach(jar -> this.contracts.putAll(classes(jar)));
  }

  private static Map<String, ClassFile> classes(Path jar) {
    Map<String, ClassFile> classes = new LinkedHashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.equals("module-info.class")) {
          try (InputStream in = file.getInputStream(entry)) {
            ClassFile read = new ClassFile(in.readAllBytes());
            classes.put(read.name(), read);
          }
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The add-on's classes. */
  List<ClassFile> own() {
    return List.copyOf(own.values());
  }

  /**
   * A class of the add-on, and what is wrong with its use of a contract.
   *
   * @param contract the package of the contract, with dots
   */
  record Mismatch(String type, Member member, String contract) {}

  /** What the add-on asks of the contracts and is not there. */
  List<Mismatch> absent() {
    List<Mismatch> absent = new ArrayList<>();
    for (ClassFile type : own.values()) {
      for (Member used : type.used()) {
        String contract = contract(used.owner());
        if (!contract.isEmpty() && !own.containsKey(used.owner()) && !there(used)) {
          absent.add(new Mismatch(dotted(type.name()), used, contract));
        }
      }
    }
    return absent;
  }

  private boolean there(Member used) {
    ClassFile owner = contracts.get(used.owner());
    return owner != null && (used.name().isEmpty() || has(owner, used::same));
  }

  /** A member of a type or of one above it; what lies above an unknown type is believed. */
  private boolean has(ClassFile type, Predicate<Member> member) {
    return type.members().stream().anyMatch(member)
        || type.parents().stream()
            .map(this::find)
            .anyMatch(parent -> parent.isEmpty() || has(parent.get(), member))
        || type.isInterface() && has(find("java/lang/Object").orElseThrow(), member);
  }

  /** What classes of the add-on have to implement of a contract and do not. */
  List<Mismatch> unimplemented() {
    List<Mismatch> gaps = new ArrayList<>();
    for (ClassFile type : own.values()) {
      if (type.isConcrete()) {
        for (Member demanded : demanded(type)) {
          if (!has(type, m -> m.same(demanded) && !m.isAbstract())) {
            gaps.add(new Mismatch(dotted(type.name()), demanded, contract(demanded.owner())));
          }
        }
      }
    }
    return gaps;
  }

  /** The abstract methods of contracts above a type. */
  private List<Member> demanded(ClassFile type) {
    List<Member> demanded = new ArrayList<>();
    if (contracts.containsKey(type.name())) {
      type.methods().stream().filter(Member::isAbstract).forEach(demanded::add);
    }
    type.parents().forEach(p -> find(p).ifPresent(parent -> demanded.addAll(demanded(parent))));
    return demanded;
  }

  private Optional<ClassFile> find(String name) {
    ClassFile known = own.getOrDefault(name, contracts.get(name));
    return known != null
        ? Optional.of(known)
        : platform.computeIfAbsent(name, Signatures::ofThePlatform);
  }

  private static Optional<ClassFile> ofThePlatform(String name) {
    try (InputStream in =
        ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(new ClassFile(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contract's package a type is in, or empty. */
  private static String contract(String type) {
    int slash = type.lastIndexOf('/');
    String place = slash < 0 ? "" : dotted(type.substring(0, slash));
    return place.equals(Container.MODEL) || place.equals(Container.SPI) ? place : "";
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }
}
