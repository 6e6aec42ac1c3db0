package io.seaworthy.examples.harbour;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows of the house: kernel <- features <- stores, kernel <- integrations, all <- examples. */
class ArchitectureTest {

    private static final String[] ALWAYS = {"java..", "javax..", "org.jspecify.annotations..", "io.seaworthy.kernel.."};

    /** What each room may see besides the JDK and the kernel: its own package and its own libraries. */
    private static final Map<String, String[]> ROOMS = Map.ofEntries(
            room("kernel"),
            room("sanitize", "org.owasp.html..", "org.xml.sax..", "org.w3c.dom.."),
            room("logging", "org.slf4j..", "ch.qos.logback..", "io.micrometer.context..", "io.opentelemetry.."),
            room("operations", "io.micrometer..", "com.zaxxer.hikari.."),
            room("protection"),
            room("auth", "io.jsonwebtoken..", "at.favre.lib..", "com.github.benmanes.caffeine.."),
            room("ratelimit", "io.github.bucket4j..", "com.github.benmanes.caffeine.."),
            room("headers"),
            room("config"),
            room("jdkhttp", "com.sun.net.httpserver.."),
            room("servlet", "jakarta.servlet.."),
            room("testkit", "org.junit..", "org.assertj..", "org.opentest4j.."));

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.seaworthy");

    private static Map.Entry<String, String[]> room(String name, String... libraries) {
        List<String> visible = new ArrayList<>(List.of(ALWAYS));
        visible.add("io.seaworthy." + name + "..");
        visible.addAll(Arrays.asList(libraries));
        return Map.entry(name, visible.toArray(String[]::new));
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_seesTheKernelAndItsOwnLibrariesOnly(String room) {
        assertThat(ALL.stream().filter(type -> type.getPackageName().startsWith("io.seaworthy." + room)))
                .as("classes of %s are on the class path", room)
                .isNotEmpty();
        classes()
                .that()
                .resideInAPackage("io.seaworthy." + room + "..")
                .and()
                .resideOutsideOfPackages("io.seaworthy.ratelimit.redis..", "io.seaworthy.auth.redis..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOMS.get(room))
                .check(ALL);
    }

    @Test
    void sessionsInRedis_seeAuthAndTheirDriver() {
        noClasses()
                .that()
                .resideInAPackage("io.seaworthy.auth.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.seaworthy.ratelimit..", "io.seaworthy.headers..", "io.seaworthy.examples..")
                .check(ALL);
    }

    @Test
    void redisStore_seesRatelimitAndItsDriver() {
        noClasses()
                .that()
                .resideInAPackage("io.seaworthy.ratelimit.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.seaworthy.auth..", "io.seaworthy.headers..", "io.seaworthy.examples..")
                .check(ALL);
    }

    @Test
    void nothingLivesInTheRootPackage() {
        noClasses().should().resideInAPackage("io.seaworthy").check(ALL);
    }

    @Test
    void librariesDoNotPrint() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.seaworthy.examples..", "io.seaworthy.testkit..", "io.seaworthy.benchmarks..")
                .and()
                .haveSimpleNameNotEndingWith("Main") // commands
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ALL);
    }

    @Test
    void examplesDoNotReachForInternals() {
        noClasses()
                .that()
                .resideInAPackage("io.seaworthy.examples..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.seaworthy.kernel.internal..")
                .check(ALL);
    }
}
