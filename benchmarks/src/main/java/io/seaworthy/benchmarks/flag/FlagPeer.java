package io.seaworthy.benchmarks.flag;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import io.seaworthy.config.flags.Flag;
import io.seaworthy.config.flags.FlagContext;
import io.seaworthy.config.flags.Flags;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import org.togglz.core.Feature;
import org.togglz.core.activation.UsernameActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;

/** Who evaluates a boolean flag that one rule turns on; each has its definitions in memory. */
public enum FlagPeer {
    SEAWORTHY,
    /** The SDK with its own provider in memory, whose rule is a lambda. */
    OPENFEATURE,
    /** By the user's name, which is the rule that it has; it caches nothing. */
    TOGGLZ,
    /** The attribute read from a map and compared. */
    FLOOR;

    static final String GOLD = "account-4711";
    static final String FREE = "account-4712";

    /** The same question for each of two callers. */
    record Question(Predicate<String> evaluate) {}

    Question question() {
        return switch (this) {
            case SEAWORTHY -> seaworthy();
            case OPENFEATURE -> openFeature();
            case TOGGLZ -> togglz();
            case FLOOR -> floor();
        };
    }

    private static Question floor() {
        Map<String, String> plans = Map.of(GOLD, "gold", FREE, "free");
        return new Question(caller -> "gold".equals(plans.get(caller)));
    }

    private static Question seaworthy() {
        String rules = "{'hash':'murmur3-1','flags':{'on':{'type':'boolean','rules':[{'when':["
                + "{'attribute':'plan','in':['gold']}],'then':'on'}],'otherwise':'off'}}}";
        Flags flags = Flags.create();
        Flag<Boolean> flag = flags.booleanFlag("on", false);
        flags.load(rules.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        FlagContext gold = FlagContext.of(GOLD).with("plan", "gold");
        FlagContext free = FlagContext.of(FREE).with("plan", "free");
        return new Question(caller -> flag.value(caller.equals(GOLD) ? gold : free));
    }

    private static Question openFeature() {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(new InMemoryProvider(Map.of(
                "on",
                dev.openfeature.sdk.providers.memory.Flag.<Boolean>builder()
                        .variant("on", true)
                        .variant("off", false)
                        .defaultVariant("off")
                        .contextEvaluator((flag, context) ->
                                "gold".equals(context.getValue("plan").asString()))
                        .build())));
        Client client = api.getClient();
        EvaluationContext gold = new ImmutableContext(GOLD, Map.of("plan", new Value("gold")));
        EvaluationContext free = new ImmutableContext(FREE, Map.of("plan", new Value("free")));
        return new Question(caller -> client.getBooleanValue("on", false, caller.equals(GOLD) ? gold : free));
    }

    /** Its flags are an enum. */
    enum Features implements Feature {
        ON
    }

    private static Question togglz() {
        FeatureUser gold = new SimpleFeatureUser(GOLD);
        FeatureUser free = new SimpleFeatureUser(FREE);
        FeatureUser[] current = {free};
        InMemoryStateRepository states = new InMemoryStateRepository();
        states.setFeatureState(new FeatureState(Features.ON, true)
                .setStrategyId(UsernameActivationStrategy.ID)
                .setParameter(UsernameActivationStrategy.PARAM_USERS, GOLD));
        FeatureManager manager = new FeatureManagerBuilder()
                .featureEnum(Features.class)
                .stateRepository(states)
                .userProvider(() -> current[0])
                .build();
        return new Question(caller -> {
            current[0] = caller.equals(GOLD) ? gold : free;
            return manager.isActive(Features.ON);
        });
    }
}
