package org.omnipkg.itest;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** Runs a Jupiter class's tests inside a Pax Exam container, one container for the class. */
public final class PaxExamExtension
    implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
  private final Map<String, TestAddress> addresses = new HashMap<>();
  private TestContainer container;
  private ExamSystem system;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Class<?> type = context.getRequiredTestClass();
    Method configure = methods(type, Configuration.class).get(0);
    system = PaxExamRuntime.createTestSystem((Option[]) configure.invoke(null));
    container = PaxExamRuntime.createContainer(system);
    container.start();
    TestProbeBuilder probe = system.createProbe();
    for (Method method : methods(type, Test.class)) {
      addresses.put(method.getName(), probe.addTest(type, method.getName()));
    }
    container.installProbe(probe.build().getStream());
  }

  private static List<Method> methods(
      Class<?> type, Class<? extends java.lang.annotation.Annotation> annotation) {
    return AnnotationSupport.findAnnotatedMethods(
        type, annotation, HierarchyTraversalMode.TOP_DOWN);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    try {
      container.call(addresses.get(call.getExecutable().getName()));
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw cause;
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (container != null) {
      container.stop();
    }
    if (system != null) {
      system.clear();
    }
  }
}
