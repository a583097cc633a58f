package io.crossroads.page;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One browser, and one platform of which the tests only read. */
final class SharedPlatform implements BeforeAllCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedPlatform.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium(context);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private static Chromium chromium(ExtensionContext context) {
    return store(context).computeIfAbsent(Chromium.class, type -> Chromium.open(), Chromium.class);
  }

  private static FilledPlatform platform(ExtensionContext context) {
    return store(context)
        .computeIfAbsent(
            FilledPlatform.class, type -> FilledPlatform.start(), FilledPlatform.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return List.of(Chromium.class, FilledPlatform.class)
        .contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class
        ? chromium(context)
        : platform(context);
  }
}
