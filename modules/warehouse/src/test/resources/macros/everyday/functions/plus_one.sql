{{ "select x + 1" if target.type == "postgres" else "x + 1" }}
