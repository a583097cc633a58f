package io.crossroads.e2e;

import java.util.Set;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the one stack, and a browser, to every test that asks for them, and keeps the evidence of
 * failures.
 */
final class StackExtension
    implements ParameterResolver,
        AfterTestExecutionCallback,
        LifecycleMethodExecutionExceptionHandler {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Set.of(Stack.class, Browser.class).contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class ? browser(context) : stack(context);
  }

  /** One for each test; it is open until after the evidence of a failure is kept. */
  private static Browser browser(ExtensionContext context) {
    return context
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Browser.class, key -> Browser.open(), Browser.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> keep(context, failure));
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    keep(context, failure);
    throw failure;
  }

  private static void keep(ExtensionContext context, Throwable failure) {
    String name =
        context.getRequiredTestClass().getSimpleName()
            + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
    Evidence.collect(stack(context), name, failure);
  }

  private static Stack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Stack.class, key -> Stack.start(), Stack.class);
  }
}
