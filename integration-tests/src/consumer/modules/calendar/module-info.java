/** An application that uses Grantlet and names nothing else. */
module com.example.calendar {
  requires transitive org.grantlet.servlet;

  exports com.example.calendar;
}
