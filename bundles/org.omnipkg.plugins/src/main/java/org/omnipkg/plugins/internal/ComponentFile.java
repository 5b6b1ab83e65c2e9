package org.omnipkg.plugins.internal;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;

/** What a component description (DS 1.x XML) states about the services it gives. */
final class ComponentFile {
  private final List<String> kinds = new ArrayList<>();
  private String language = "";
  private String name = "";
  private boolean waits;

  private ComponentFile() {}

  /** Those that come by themselves: components that are disabled or want configuration do not. */
  static List<Contribution> read(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    List<Contribution> found = new ArrayList<>();
    ComponentFile current = new ComponentFile();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (xml.getLocalName().equals("component")) {
          current = new ComponentFile();
        }
        current.element(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("component")) {
        found.addAll(current.contributions());
      }
    }
    return found;
  }

  private void element(XMLStreamReader xml) throws XMLStreamException {
    switch (xml.getLocalName()) {
      case "component" ->
          waits =
              attribute(xml, "enabled").equals("false")
                  || attribute(xml, "configuration-policy").equals("require");
      case "provide" -> kinds.add(attribute(xml, "interface"));
      case "property" -> property(attribute(xml, "name"), xml);
      default -> {}
    }
  }

  private void property(String key, XMLStreamReader xml) throws XMLStreamException {
    if (key.equals(Ecosystem.ID)) {
      language = value(xml);
    } else if (key.equals(Solver.NAME)) {
      name = value(xml);
    }
  }

  private static String value(XMLStreamReader xml) throws XMLStreamException {
    String value = attribute(xml, "value");
    return value.isEmpty() ? xml.getElementText().strip() : value;
  }

  private static String attribute(XMLStreamReader xml, String name) {
    @Nullable String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private List<Contribution> contributions() {
    return waits
        ? List.of()
        : kinds.stream()
            .filter(Contribution::isContract)
            .map(kind -> new Contribution(kind, language, name))
            .toList();
  }
}
