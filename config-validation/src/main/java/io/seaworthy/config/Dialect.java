package io.seaworthy.config;

/** How a {@code .env} file is read. The tools disagree; the table in the module's README says on what. */
public enum Dialect {
    /** What all tools read alike; everything else is a fault with line and column. */
    STRICT,
    /** Docker Compose: <code>$NAME</code> and <code>${NAME:-text}</code> of names before, escapes in double quotes. */
    COMPOSE,
    /** Node's dotenv: backticks quote as well, {@code \n} in double quotes, no interpolation. */
    NODE,
    /** python-dotenv: escapes in both quotes, <code>${NAME}</code> and <code>${NAME:-text}</code>, no <code>$NAME</code>. */
    PYTHON
}
