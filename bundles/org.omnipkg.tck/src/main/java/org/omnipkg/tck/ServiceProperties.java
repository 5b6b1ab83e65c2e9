package org.omnipkg.tck;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The service properties in the component descriptions the build has made. */
public final class ServiceProperties {
  private ServiceProperties() {}

  /** The properties of a component class; empty when no description stands beside it. */
  public static Map<String, String> of(Class<?> component) {
    Map<String, String> properties = new TreeMap<>();
    try (InputStream in =
        component.getResourceAsStream("/OSGI-INF/" + component.getName() + ".xml")) {
      if (in == null) {
        return properties;
      }
      Document description = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      NodeList stated = description.getElementsByTagName("property");
      for (int i = 0; i < stated.getLength(); i++) {
        Element property = (Element) stated.item(i);
        properties.put(property.getAttribute("name"), property.getAttribute("value"));
      }
      return properties;
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("the description of " + component.getName(), e);
    }
  }
}
