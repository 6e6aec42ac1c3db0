package io.seaworthy.benchmarks;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks that JMH would run, as operations to call; each class is made and set up once, on first use. */
final class Operations implements AutoCloseable {

    private final Map<String, Object> instances = new HashMap<>();

    /** All benchmarks: {@code ChainBenchmark.emptyChain}. */
    static List<String> names() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        TreeSet<String> names = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList().getAll(silent, List.of())) {
            names.add(entry.getUsername()
                    .substring(Operations.class.getPackageName().length() + 1));
        }
        return new ArrayList<>(names);
    }

    /** A lambda as the compiler would make it, because reflection allocates. */
    Supplier<?> get(String name) throws Throwable {
        String type = name.substring(0, name.indexOf('.'));
        Object instance = instances.get(type);
        if (instance == null) {
            instance = create(Class.forName(Operations.class.getPackageName() + "." + type));
            instances.put(type, instance);
        }
        Method method = instance.getClass().getMethod(name.substring(type.length() + 1));
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle handle = lookup.unreflect(method);
        return (Supplier<?>) LambdaMetafactory.metafactory(
                        lookup,
                        "get",
                        MethodType.methodType(Supplier.class, instance.getClass()),
                        MethodType.methodType(Object.class),
                        handle,
                        MethodType.methodType(MethodType.methodType(method.getReturnType())
                                .wrap()
                                .returnType()))
                .getTarget()
                .invoke(instance);
    }

    private static Object create(Class<?> type) throws ReflectiveOperationException {
        Object instance = type.getConstructor().newInstance();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(Setup.class)) {
                method.invoke(instance);
            }
        }
        return instance;
    }

    @Override
    public void close() throws Exception {
        for (Object instance : instances.values()) {
            if (instance instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
