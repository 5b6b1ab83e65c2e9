package org.omnipkg.spi.pages;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.util.DocTrees;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;

/** Comments of the code as Markdown on one line, paragraphs and lists apart. */
final class Comments {
  private final DocTrees trees;

  Comments(DocTrees trees) {
    this.trees = trees;
  }

  String body(Element element) {
    return comment(element).map(c -> text(c.getFullBody())).orElse("");
  }

  String first(Element element) {
    return comment(element).map(c -> text(c.getFirstSentence())).orElse("");
  }

  Optional<String> parameter(Element element, String name) {
    return tags(element)
        .filter(t -> t.getKind() == DocTree.Kind.PARAM)
        .map(ParamTree.class::cast)
        .filter(p -> p.getName().getName().contentEquals(name))
        .map(p -> text(p.getDescription()))
        .findFirst();
  }

  Optional<String> returned(Element element) {
    return Stream.concat(
            tags(element), comment(element).stream().flatMap(c -> c.getFullBody().stream()))
        .filter(t -> t.getKind() == DocTree.Kind.RETURN)
        .map(ReturnTree.class::cast)
        .map(r -> text(r.getDescription()))
        .findFirst();
  }

  List<String> thrown(Element element) {
    return tags(element)
        .filter(t -> t.getKind() == DocTree.Kind.THROWS)
        .map(ThrowsTree.class::cast)
        .map(
            t ->
                "`" + simple(t.getExceptionName().getSignature()) + "` " + text(t.getDescription()))
        .toList();
  }

  private Optional<DocCommentTree> comment(Element element) {
    return element.getKind() == ElementKind.PACKAGE
        ? Optional.ofNullable(trees.getDocCommentTree(element))
        : Optional.ofNullable(trees.getPath(element)).map(trees::getDocCommentTree);
  }

  private Stream<? extends DocTree> tags(Element element) {
    return comment(element).stream().flatMap(c -> c.getBlockTags().stream());
  }

  private static String text(List<? extends DocTree> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(text(part)));
    return Stream.of(text.toString().split("\n\n"))
        .map(p -> p.strip().replaceAll("[ \t]*\n(?!- )\\s*", " "))
        .reduce((a, b) -> a + "\n\n" + b)
        .orElse("")
        .strip();
  }

  private static String text(DocTree part) {
    if (part instanceof TextTree plain) {
      return plain.getBody();
    }
    if (part instanceof LiteralTree literal) {
      return "`" + literal.getBody().getBody() + "`";
    }
    if (part instanceof LinkTree link) {
      return "`" + simple(link.getReference().getSignature()) + "`";
    }
    if (part instanceof EntityTree entity) {
      return entity.toString().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
    if (part instanceof StartElementTree start) {
      return switch (start.getName().toString().toLowerCase(Locale.ROOT)) {
        case "p", "ul", "ol" -> "\n\n";
        case "li" -> "\n- ";
        case "pre" -> "\n\n```\n";
        case "em", "i" -> "*";
        default -> "";
      };
    }
    if (part instanceof EndElementTree end) {
      return switch (end.getName().toString().toLowerCase(Locale.ROOT)) {
        case "pre" -> "\n```\n\n";
        case "em", "i" -> "*";
        default -> "";
      };
    }
    return part.getKind() == DocTree.Kind.RETURN
        ? "Returns " + text(((ReturnTree) part).getDescription())
        : part.toString();
  }

  /** {@code org.omnipkg.model.Wanting#BUILD} as {@code Wanting.BUILD}. */
  private static String simple(String signature) {
    String bare = signature.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "").replace('#', '.');
    return bare.startsWith(".") ? bare.substring(1) : bare;
  }
}
