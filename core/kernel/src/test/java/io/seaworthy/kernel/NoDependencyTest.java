package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A headers-only application gets the kernel and one feature module, and nothing else. */
class NoDependencyTest {

    private static final Path CLASSES = classes();

    private static Path classes() {
        try {
            return Path.of(GuardChain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void module_requiresTheJdkOnly() {
        var descriptor = ModuleFinder.of(CLASSES)
                .find("io.seaworthy.kernel")
                .orElseThrow()
                .descriptor();

        assertThat(descriptor.requires())
                .filteredOn(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .extracting(Requires::name)
                .containsExactly("java.base");
    }

    @Test
    void everyClass_loadsAndInitialisesWithNothingElseOnThePath() throws Exception {
        try (Stream<Path> files = Files.walk(CLASSES);
                URLClassLoader alone =
                        new URLClassLoader(new URL[] {CLASSES.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            List<String> names = files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .toList();
            for (String name : names) {
                assertThat(Class.forName(name, true, alone).getDeclaredMethods())
                        .isNotNull();
            }
            assertThat(names).hasSizeGreaterThan(40);
        }
    }
}
