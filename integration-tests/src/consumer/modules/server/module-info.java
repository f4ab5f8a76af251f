/** The container around the application. */
module com.example.server {
  requires com.example.calendar;
  requires jakarta.servlet;
  requires org.eclipse.jetty.ee10.servlet;
}
