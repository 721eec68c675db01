<% } else { %>
not signed in
<% } } catch (e) { report(e) } finally { done() }
rest();
} while (again) %>
