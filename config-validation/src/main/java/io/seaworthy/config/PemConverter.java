package io.seaworthy.config;

/** PEM as text with real line ends, or one X.509 certificate. */
final class PemConverter implements Converter {

    private final String label;
    private final boolean certificate;

    private PemConverter(String label, boolean certificate) {
        this.label = label;
        this.certificate = certificate;
        if (label.isEmpty() || label.contains("-")) {
            throw new IllegalArgumentException("@Pem takes a label without hyphens");
        }
    }

    static Converter ofText(String label) {
        return new PemConverter(label, false);
    }

    static Converter ofCertificate() {
        return new PemConverter("CERTIFICATE", true);
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        Object value = certificate
                ? PemText.certificate(text)
                : PemText.blocks(text, label) == 0 ? null : PemText.normal(text).strip() + "\n";
        if (value == null) {
            throw new Refused("not_pem");
        }
        return value;
    }

    @Override
    public String accepted(Profile profile) {
        return "PEM, -----BEGIN " + label + "----- and so on, line ends as they are or as \\n";
    }

    @Override
    public String example(Profile profile) {
        return "";
    }
}
