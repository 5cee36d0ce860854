package cluster

import (
	"net/netip"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Service is a name and an address in front of pods.
type Service struct {
	Namespace, Name string
	Labels          map[string]string
	IPs             []netip.Addr // none for a headless Service or one of type ExternalName
	Headless        bool
	ExternalName    string // the name it stands for, for type ExternalName
	Ports           []ServicePort
	Selector        map[string]string
}

// ServicePort leads from a port of the Service to one of its pods.
type ServicePort struct {
	Name       string
	Port       uint16
	Protocol   corev1.Protocol
	TargetPort intstr.IntOrString
}

// Endpoint is one backing pod of a Service port, with the port it is reached on.
type Endpoint struct {
	Pod  *Pod
	IP   netip.Addr
	Port uint16
}

// Key is the Service's NAMESPACE/NAME.
func (s *Service) Key() string { return s.Namespace + "/" + s.Name }

// IP is the Service's address of the wanted family, or the invalid address.
func (s *Service) IP(v6 bool) netip.Addr { return ofFamily(s.IPs, v6) }

// Port is the Service's port of that number and protocol.
func (s *Service) Port(number uint16, protocol corev1.Protocol) (ServicePort, bool) {
	for _, p := range s.Ports {
		if p.Port == number && p.Protocol == protocol {
			return p, true
		}
	}
	return ServicePort{}, false
}
