package io.seaworthy.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one variable is read: what the annotations of a record's component say, as calls of the same names. Made by
 * {@link Description}; an option that is given twice is an error, one that does not fit the type is a fault of the schema.
 *
 * <p>Used by one thread, while a schema describes itself.
 */
public final class Component {

    private final String variable;
    private final Kind kind;
    private final List<String> given = new ArrayList<>();
    private final List<String> used = new ArrayList<>();
    private Setting.Shape shape = Setting.Shape.PLAIN;
    private final List<Scoped> defaults = new ArrayList<>();
    private final List<Scoped> schemes = new ArrayList<>();
    private List<String> starts = List.of();
    private Profile[] required = {};
    private Profile[] forbidden = {};
    private @Nullable Generated generated;
    private long min = Long.MIN_VALUE;
    private long max = Long.MAX_VALUE;
    private int minBytes;
    private String doc = "";
    private final List<When> conditions = new ArrayList<>();
    private int lengthMin;
    private int lengthMax = Integer.MAX_VALUE;
    private String pem = "";
    private String[] decimals = {"", ""};
    private @Nullable Renamed renamed;
    private @Nullable Retired retired;

    Component(String variable, Kind kind) {
        this.variable = variable;
        this.kind = kind;
    }

    /** What is in a component: a known type, one of some constants, or whatever a converter makes. */
    record Kind(
            Class<?> type,
            Object @Nullable [] constants,
            @Nullable Converter custom) {}

    /** Texts that hold in some environments; none named means all. */
    record Scoped(List<String> texts, Profile[] in) {

        /** The text of one. */
        String text() {
            return texts.get(0);
        }
    }

    /** Secrets that are made at start. */
    record Generated(Profile[] in, int bytes, String prefix) {}

    /** Counts only where another variable has one of these texts. */
    record When(String variable, List<String> texts) {}

    /** The name before. */
    record Renamed(String from, String removedIn) {}

    /** What is to go. */
    record Retired(String removedIn, String instead) {}

    /** May be absent: the component is an {@code Optional}. */
    public Component optional() {
        return shaped(Setting.Shape.OPTIONAL);
    }

    /** Elements with commas between, as a {@code List}. */
    public Component list() {
        return shaped(Setting.Shape.LIST);
    }

    /** Elements with commas between, as a {@code Set}. */
    public Component set() {
        return shaped(Setting.Shape.SET);
    }

    /** One entry for each variable that fits a name with {@code <NAME>}, as a {@code Map<String, T>}. */
    public Component map() {
        return shaped(Setting.Shape.MAP);
    }

    private Component shaped(Setting.Shape next) {
        once("a shape");
        used.add("a shape");
        shape = next;
        return this;
    }

    /** {@link Default}: in these environments, in all where none is named. */
    public Component defaultTo(String text, Profile... in) {
        mark("@Default");
        defaults.add(new Scoped(List.of(text), in.clone()));
        return this;
    }

    /** {@link RequiredIn}. */
    public Component requiredIn(Profile... in) {
        once("@RequiredIn");
        required = in.clone();
        return this;
    }

    /** {@link ForbiddenIn}. */
    public Component forbiddenIn(Profile... in) {
        once("@ForbiddenIn");
        forbidden = in.clone();
        return this;
    }

    /** {@link GeneratedIn}. */
    public Component generatedIn(int bytes, String prefix, Profile... in) {
        once("@GeneratedIn");
        generated = new Generated(in.clone(), bytes, prefix);
        return this;
    }

    /** {@link Range}, both ends included. */
    public Component range(long min, long max) {
        once("@Range");
        this.min = min;
        this.max = max;
        return this;
    }

    /** {@link MinBytes}, 1 or more. */
    public Component minBytes(int bytes) {
        once("@MinBytes");
        minBytes = bytes;
        return this;
    }

    /** {@link Base64}. */
    public Component base64() {
        return flag("@Base64");
    }

    /** {@link Base64#orText()}. */
    public Component base64OrText() {
        return flag("@Base64").flag("@Base64(orText)");
    }

    /** {@link Host}. */
    public Component host() {
        return flag("@Host");
    }

    /** {@link Origin}. */
    public Component origin() {
        return flag("@Origin");
    }

    /** {@link Sensitive}. */
    public Component sensitive() {
        return flag("@Sensitive");
    }

    /** {@link StartsWith}. */
    public Component startsWith(String... starts) {
        once("@StartsWith");
        this.starts = List.of(starts);
        return this;
    }

    /** {@link Schemes}: in these environments, in all where none is named. */
    public Component schemes(List<String> schemes, Profile... in) {
        mark("@Schemes");
        this.schemes.add(new Scoped(List.copyOf(schemes), in.clone()));
        return this;
    }

    /** {@link Doc}. */
    public Component doc(String sentence) {
        once("@Doc");
        doc = sentence;
        return this;
    }

    /** {@link io.seaworthy.config.When}. */
    public Component when(String other, String... texts) {
        once("@When");
        return chosen(other, texts);
    }

    /** Belongs to a record that another variable chooses, {@link ChosenBy}; may be said for several. */
    public Component chosen(String other, String... texts) {
        conditions.add(new When(other, List.of(texts)));
        return this;
    }

    /** {@link Hex}. */
    public Component hex() {
        return flag("@Hex");
    }

    /** {@link Length}, both ends included. */
    public Component length(int min, int max) {
        once("@Length");
        lengthMin = min;
        lengthMax = max;
        return this;
    }

    /** {@link Pem}. */
    public Component pem(String label) {
        once("@Pem");
        pem = label;
        return this;
    }

    /** {@link Exists}. */
    public Component exists() {
        return flag("@Exists");
    }

    /** {@link Readable}. */
    public Component readable() {
        return flag("@Readable");
    }

    /** {@link DecimalRange}, both ends included; empty for none. */
    public Component decimalRange(String min, String max) {
        once("@DecimalRange");
        decimals = new String[] {min, max};
        return this;
    }

    /** {@link io.seaworthy.config.Renamed}. */
    public Component renamed(String from, String removedIn) {
        once("@Renamed");
        renamed = new Renamed(from, removedIn);
        return this;
    }

    /** {@link io.seaworthy.config.Retired}. */
    public Component retired(String removedIn, String instead) {
        once("@Retired");
        retired = new Retired(removedIn, instead);
        return this;
    }

    private Component flag(String option) {
        once(option);
        return this;
    }

    private void once(String option) {
        if (given.contains(option)) {
            throw new IllegalArgumentException(option + " of " + variable + " is given twice");
        }
        given.add(option);
    }

    private void mark(String option) {
        if (!given.contains(option)) {
            given.add(option);
        }
    }

    String variable() {
        return variable;
    }

    Kind kind() {
        return kind;
    }

    Setting.Shape shape() {
        return shape;
    }

    /** Whether an option is given; asking for it means that the type uses it. */
    boolean has(String option) {
        used.add(option);
        return given.contains(option);
    }

    List<Scoped> defaults() {
        used.add("@Default");
        return defaults;
    }

    SchemeRules schemes(String... otherwise) {
        used.add("@Schemes");
        return new SchemeRules(schemes, List.of(otherwise));
    }

    List<String> starts() {
        used.add("@StartsWith");
        return starts;
    }

    Profile[] required() {
        used.add("@RequiredIn");
        return required;
    }

    Profile[] forbidden() {
        used.add("@ForbiddenIn");
        return forbidden;
    }

    @Nullable
    Generated generated() {
        used.add("@GeneratedIn");
        return generated;
    }

    long min() {
        used.add("@Range");
        return min;
    }

    long max() {
        return max;
    }

    int minBytes() {
        used.add("@MinBytes");
        return minBytes;
    }

    String doc() {
        used.add("@Doc");
        return doc;
    }

    List<When> conditions() {
        used.add("@When");
        return conditions;
    }

    int lengthMin() {
        used.add("@Length");
        return lengthMin;
    }

    int lengthMax() {
        return lengthMax;
    }

    String pem() {
        used.add("@Pem");
        return pem;
    }

    String[] decimalRange() {
        used.add("@DecimalRange");
        return decimals;
    }

    @Nullable
    Renamed renamed() {
        used.add("@Renamed");
        return renamed;
    }

    @Nullable
    Retired retired() {
        used.add("@Retired");
        return retired;
    }

    /** The options that nothing asked for. */
    List<String> unused() {
        List<String> names = new ArrayList<>(given);
        names.removeAll(used);
        return names;
    }

    /** The variable. */
    @Override
    public String toString() {
        return "Component[" + variable + "]";
    }
}
